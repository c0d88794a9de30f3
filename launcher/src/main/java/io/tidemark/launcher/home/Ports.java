package io.tidemark.launcher.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The ports of one platform, all on 127.0.0.1, as offsets from one base.
 *
 * @param base 1024 to 65000
 */
public record Ports(int base) {
    public static final int DEFAULT_BASE = 7400;

    /** One more than the largest offset in use. */
    public static final int SPAN = 21;

    public static final int CONSOLE = 0;
    public static final int KEYCLOAK = 1;
    public static final int POSTGRES = 2;
    public static final int KAFKA = 3;
    public static final int KAFKA_CONTROLLER = 4;
    public static final int KEYCLOAK_HEALTH = 5;
    public static final int IDENTITY = 10;
    public static final int COMPUTE = 11;
    public static final int NETWORK = 12;
    public static final int MEMORY_BROKER = 13;
    public static final int AUDIT = 14;
    public static final int NODE = 20;

    public Ports {
        if (base < 1024 || base > 65_000) {
            throw new IllegalArgumentException("the port base must lie in 1024..65000, not " + base);
        }
    }

    public int at(int offset) {
        return base + offset;
    }

    public String url(int offset) {
        return "http://127.0.0.1:" + at(offset);
    }

    /** A base whose whole span is free at this moment; below the range from which the kernel takes client ports. */
    public static Ports free() {
        return IntStream.range(0, 200)
                .map(attempt -> 12_000 + SPAN * ThreadLocalRandom.current().nextInt(900))
                .filter(base -> IntStream.range(0, SPAN).allMatch(offset -> isFree(base + offset)))
                .mapToObj(Ports::new)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + SPAN + " free ports in a row were found"));
    }

    /** Whether somebody may listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
