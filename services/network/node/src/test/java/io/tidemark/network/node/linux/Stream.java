package io.tidemark.network.node.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** One TCP connection that carries as much as it can from one guest to another, counted where it arrives. */
final class Stream implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocketChannel listening;
    private final SocketChannel source;
    private final SocketChannel target;
    private final Thread sender;

    Stream(Guest from, Guest to) throws IOException {
        listening = to.listen();
        source = from.connect(listening);
        target = listening.accept();
        sender = Thread.ofPlatform().daemon().start(this::send);
    }

    private void send() {
        ByteBuffer data = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (true) {
                data.clear();
                source.write(data);
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goodput in bits per second over this many windows, one after the other. */
    List<Double> windows(int count, long windowMillis) throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rates.add(window(windowMillis * 1_000_000L));
        }
        return rates;
    }

    private double window(long nanos) throws IOException {
        ByteBuffer data = ByteBuffer.allocateDirect(BUFFER_BYTES);
        long start = System.nanoTime();
        long bytes = 0;
        while (System.nanoTime() - start < nanos) {
            data.clear();
            bytes += target.read(data);
        }
        return bytes * 8e9 / (System.nanoTime() - start);
    }

    /** The middle one of the goodputs of these windows. */
    double median(int count, long windowMillis) throws IOException {
        List<Double> sorted = windows(count, windowMillis).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public void close() throws IOException {
        source.close();
        target.close();
        listening.close();
    }
}
