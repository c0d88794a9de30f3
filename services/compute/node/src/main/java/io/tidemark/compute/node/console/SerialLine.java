package io.tidemark.compute.node.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * One open connection to a guest's serial line. What the guest prints is read and thrown away (the log has it): a QEMU
 * whose reader does not read makes its guest wait.
 */
final class SerialLine implements AutoCloseable {
    private static final int CHUNK = 8192;
    private final SocketChannel channel;

    private SerialLine(SocketChannel channel) {
        this.channel = channel;
    }

    static SerialLine open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        SerialLine line = new SerialLine(channel);
        Thread.ofVirtual().name("serial-" + socket.getFileName()).start(line::drain);
        return line;
    }

    void write(byte[] input) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    private void drain() {
        ByteBuffer sink = ByteBuffer.allocate(CHUNK);
        try {
            while (channel.read(sink) >= 0) {
                sink.clear();
            }
        } catch (IOException gone) {
            // The guest ended, or this line was closed.
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a serial line cannot be closed", e);
        }
    }
}
