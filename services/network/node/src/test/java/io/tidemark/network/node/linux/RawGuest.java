package io.tidemark.network.node.linux;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.PortState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A guest without an operating system: it sends what it is told to, and shows what it gets. */
final class RawGuest implements AutoCloseable {
    /** A frame on one host takes microseconds; this is for a busy machine. */
    private static final int PATIENCE_MILLIS = 5_000;

    private static final Ipv4Address NOBODY = new Ipv4Address(0);
    private static final Ipv4Address ALL = new Ipv4Address(-1);
    private static final int MARKER_PORT = 4711;
    private static final int COOKIE = 0x63825363;

    final PortState port;
    private final TapDevice tap;

    RawGuest(TestPlatform platform, PortState port) {
        this.port = port;
        this.tap = TapDevice.plain(platform.namespace().path(), platform.names.tap(port.portId()));
        platform.awaitForwarding(port.portId());
    }

    void send(byte[] frame) {
        tap.send(frame);
    }

    /** Sends a frame that nobody may object to. */
    void sendMarker(int number) {
        send(Frames.udp(port.mac(), port.ip(), MARKER_PORT, ALL, MARKER_PORT, new byte[] {(byte) number}));
    }

    /** Everything that came before the marker with this number. */
    List<byte[]> receivedBeforeMarker(int number) {
        List<byte[]> received = new ArrayList<>();
        while (true) {
            byte[] frame = next();
            if (Frames.isUdpTo(frame, MARKER_PORT) && Frames.udpData(frame).get(0) == number) {
                return received;
            }
            received.add(frame);
        }
    }

    /** The next frame of this sort; others are passed over. */
    byte[] await(Predicate<byte[]> sort) {
        byte[] frame = next();
        while (!sort.test(frame)) {
            frame = next();
        }
        return frame;
    }

    private byte[] next() {
        return tap.receive(PATIENCE_MILLIS)
                .orElseThrow(() -> new AssertionError("no frame came within " + PATIENCE_MILLIS + " ms"));
    }

    /** Learns the MAC of who has this address; the guest may ask only in its own name. */
    MacAddress resolve(Ipv4Address address) {
        send(Frames.whoHas(port.mac(), port.mac(), port.ip(), address));
        byte[] answer = await(frame -> Frames.type(frame) == Frames.ARP && frame[21] == 2);
        if (ByteBuffer.wrap(answer).getInt(28) != address.bits()) {
            throw new AssertionError("an answer to another question came");
        }
        return new MacAddress(HexFormat.ofDelimiter(":").formatHex(answer, 6, 12));
    }

    /** Comes back when the answer has come. */
    void ping(Ipv4Address address) {
        send(Frames.ping(port.mac(), port.ip(), resolve(address), address));
        byte[] pong = await(Frames::isPong);
        // The host asks for our MAC before it can answer, unless it has learnt it from our own question.
        if (!Arrays.equals(pong, 0, 6, Frames.bytes(port.mac()), 0, 6)) {
            throw new AssertionError("the answer is for somebody else");
        }
    }

    /** What a DHCP server said. */
    record Lease(int messageType, Ipv4Address address, Optional<Ipv4Address> router, Optional<Integer> mtu) {}

    private static final int DISCOVER = 1;
    private static final int REQUEST = 3;
    static final int ACKNOWLEDGED = 5;

    /** Asks for an address as a guest does when it starts. */
    Lease boot() {
        Lease offer = ask(DISCOVER, Optional.empty());
        return ask(REQUEST, Optional.of(offer.address()));
    }

    /** Asks for an address; the frame alone. */
    byte[] discover() {
        return dhcp(DISCOVER, Optional.empty());
    }

    private Lease ask(int messageType, Optional<Ipv4Address> wanted) {
        send(dhcp(messageType, wanted));
        byte[] answer = await(frame -> Frames.isUdpTo(frame, 68));
        return lease(Frames.udpData(answer));
    }

    private byte[] dhcp(int messageType, Optional<Ipv4Address> wanted) {
        ByteBuffer message = ByteBuffer.allocate(300)
                .put(new byte[] {1, 1, 6, 0})
                .putInt(port.ip().bits())
                .putShort((short) 0)
                .putShort((short) 0x8000)
                .position(28)
                .put(Frames.bytes(port.mac()))
                .position(236)
                .putInt(COOKIE)
                .put(new byte[] {53, 1, (byte) messageType});
        wanted.ifPresent(address -> message.put(new byte[] {50, 4}).putInt(address.bits()));
        message.put(new byte[] {55, 3, 1, 3, 26}).put((byte) 255);
        return Frames.udp(port.mac(), NOBODY, 68, ALL, 67, message.array());
    }

    private static Lease lease(ByteBuffer message) {
        int messageType = 0;
        Optional<Ipv4Address> router = Optional.empty();
        Optional<Integer> mtu = Optional.empty();
        message.position(240);
        for (int option = message.get() & 255; option != 255; option = message.get() & 255) {
            int length = message.get();
            ByteBuffer value = message.slice(message.position(), length);
            switch (option) {
                case 53 -> messageType = value.get();
                case 3 -> router = Optional.of(new Ipv4Address(value.getInt()));
                case 26 -> mtu = Optional.of(value.getShort() & 0xffff);
                default -> {}
            }
            message.position(message.position() + length);
        }
        return new Lease(messageType, new Ipv4Address(message.getInt(16)), router, mtu);
    }

    @Override
    public void close() {
        tap.close();
    }
}
