package io.tidemark.launcher.part;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks a server on a loopback port whether it serves, in its own protocol and without its client library. A port that
 * accepts connections proves little: PostgreSQL accepts while it recovers, Kafka before it answers.
 */
final class Probes {
    private static final int TIMEOUT_MILLIS = 1000;

    private Probes() {}

    /**
     * PostgreSQL: a start-up message is answered by an authentication request once the server lets clients in, and by
     * an error while it recovers (PostgreSQL documentation, "Message Formats").
     */
    static boolean postgres(int port) {
        byte[] parameters = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect(port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8 + parameters.length);
            out.writeInt(0x0003_0000);
            out.write(parameters);
            out.flush();
            return socket.getInputStream().read() == 'R';
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Kafka: an ApiVersions request, version 0, is answered only when the broker handles requests. */
    static boolean kafka(int port) {
        int correlation = 7400;
        try (Socket socket = connect(port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(correlation);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readInt() > 4 && in.readInt() == correlation;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** An HTTP server that answers 200 under this path. */
    static boolean http(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            boolean ok = connection.getResponseCode() == 200;
            connection.disconnect();
            return ok;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
        return socket;
    }
}
