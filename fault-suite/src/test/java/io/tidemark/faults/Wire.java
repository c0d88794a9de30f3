package io.tidemark.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network between two parts: a loopback port that passes everything on until it is cut, which both sides are told, or
 * turned into a black hole, which nobody is told. Thread-safe.
 */
final class Wire implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final int PIECE = 65_536;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passing = lock.newCondition();
    private boolean swallowing;
    private volatile boolean cut;

    Wire(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Whether one of the connections that it passes on comes from this local port. */
    boolean carries(int localPort) {
        return open.stream().anyMatch(socket -> socket.getLocalPort() == localPort && socket.getPort() == target);
    }

    /** Ends every connection at both sides, and every new one at once until {@link #mend}. */
    void cut() {
        cut = true;
        open.forEach(Wire::end);
        swallow(false);
    }

    void mend() {
        cut = false;
        swallow(false);
    }

    /** From now on nothing arrives, at either side, and no connection ends, until {@link #mend}: what was sent comes then. */
    void blackHole() {
        swallow(true);
    }

    private void swallow(boolean now) {
        lock.lock();
        try {
            swallowing = now;
            passing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                pass(server.accept());
            } catch (IOException e) {
                // What is behind is away, or this wire was closed: the client is told by the end of its connection.
                continue;
            }
        }
    }

    private void pass(Socket client) throws IOException {
        open.add(client);
        if (cut) {
            end(client);
            return;
        }
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, upstream));
            Thread.ofVirtual().start(() -> pump(upstream, client));
        } catch (IOException e) {
            end(client);
            throw e;
        }
        if (cut) {
            open.forEach(Wire::end);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                awaitPassing();
                out.write(piece, 0, read);
            }
            awaitPassing();
        } catch (IOException e) {
            // One side is gone; the other follows.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitPassing() {
        lock.lock();
        try {
            while (swallowing) {
                passing.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
