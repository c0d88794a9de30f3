package io.tidemark.network.node.linux;

import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A guest with a network stack of its own: a namespace with one interface, whose frames are carried to and from the port's
 * tap as QEMU carries them for a virtio guest, offloads included.
 */
final class Guest implements AutoCloseable {
    /** How soon a carrier notices that it is to end. */
    private static final int LOOK_MILLIS = 50;

    private final Namespace inside;
    private final PortState port;
    private final TapDevice outer;
    private final TapDevice inner;
    private final List<Thread> carriers;
    private volatile boolean running = true;

    Guest(TestPlatform platform, NetworkState network, PortState port) {
        this.port = port;
        this.inside = new Namespace(
                "tmg-" + platform.tag + "-" + (port.ip().bits() & 255),
                platform.namespace().programs());
        inside.create();
        String address = port.ip() + "/" + network.cidr().prefixLength();
        TestPlatform.succeed(inside.ip("tuntap", "add", "dev", "eth0", "mode", "tap"));
        this.inner = TapDevice.offloading(inside.path(), "eth0");
        TestPlatform.succeed(
                inside.ip("link", "set", "eth0", "address", port.mac().value(), "up"));
        TestPlatform.succeed(inside.ip("addr", "add", address, "dev", "eth0"));
        this.outer = TapDevice.offloading(platform.namespace().path(), platform.names.tap(port.portId()));
        platform.awaitForwarding(port.portId());
        this.carriers = List.of(carrier(inner, outer), carrier(outer, inner));
    }

    private Thread carrier(TapDevice from, TapDevice to) {
        return Thread.ofPlatform().daemon().start(() -> {
            while (running) {
                from.passOn(to, LOOK_MILLIS);
            }
        });
    }

    /** Begins to listen at some port of its address. */
    ServerSocketChannel listen() {
        return Kernel.in(
                inside.path(),
                () -> ServerSocketChannel.open()
                        .bind(new InetSocketAddress(port.ip().value(), 0)));
    }

    SocketChannel connect(ServerSocketChannel other) {
        return Kernel.in(inside.path(), () -> SocketChannel.open(other.getLocalAddress()));
    }

    @Override
    public void close() {
        running = false;
        for (Thread carrier : carriers) {
            try {
                carrier.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        inner.close();
        outer.close();
        inside.delete();
    }
}
