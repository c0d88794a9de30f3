package io.tidemark.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The main job from sign-in to audit, on the platform that runs. Everything printed comes from the platform at that
 * moment; whatever is not as it should be ends the demo with the reason.
 */
public final class Demo {
    private static final String TENANT_USER = "alice";
    private static final String OTHER_USER = "bob";
    private static final String AUDITOR = "audrey";
    private static final String VM = "demo";
    private static final String PEER = "demo-peer";
    private static final long MIB = 1 << 20;
    private static final long MEMORY_MIB = 256;
    private static final long LIMIT_MIB = 176;
    private static final long OUT_BITS = 4_000_000;
    private static final long IN_BITS = 8_000_000;
    private static final Duration BOOT = Duration.ofMinutes(2);
    private static final Duration BALLOON = Duration.ofSeconds(60);

    private final TideShell tide;
    private final Path home;
    private final PrintWriter out;

    public Demo(String server, Path home, PrintWriter out) {
        this.tide = new TideShell(server, home.resolve("run/demo"), out);
        this.home = home;
        this.out = out;
    }

    public void run() throws IOException, InterruptedException {
        signIn();
        image();
        String operation = create();
        GuestConsole guest = new GuestConsole(tide, TENANT_USER, VM);
        console(guest);
        memory(guest);
        bandwidth(guest);
        denied();
        audit(operation);
        out.println();
        out.println("The guest runs on. After ./tide login --user " + TENANT_USER + ":");
        out.println("  ./tide vm console " + VM + "    ./tide vm stop $(./tide vm show " + VM + " -q)");
        out.flush();
    }

    private void title(String text) {
        out.println();
        out.println("== " + text);
        out.flush();
    }

    private void signIn() throws IOException, InterruptedException {
        title("Sign in by SSO, as a member of the tenant acme");
        tide.login(TENANT_USER, TENANT_USER + "-tide");
        awaitFirstGrants();
        tide.show(TENANT_USER, "whoami");
    }

    /** On a platform's very first start the first grants take some seconds to reach every service; what is not granted is not listed. */
    private void awaitFirstGrants() throws IOException, InterruptedException {
        Poll.until("grant of " + TENANT_USER + " in every service", TideShell.FIRST_GRANTS, () -> {
            boolean known = !tide.data(TENANT_USER, "whoami").path("privileges").isEmpty();
            JsonNode networks = tide.data(TENANT_USER, "network", "list");
            return known && !networks.isEmpty() ? Optional.of(networks) : Optional.empty();
        });
    }

    private void image() throws IOException, InterruptedException {
        title("A guest image, built on this machine from Debian's kernel and busybox");
        Path disk = home.resolve("node/tiny-image/tiny.qcow2");
        if (!Files.isRegularFile(disk)) {
            throw new IOException("the node built no guest image: " + disk + " is missing; see ./tide doctor");
        }
        boolean there = false;
        for (JsonNode image : tide.data(TENANT_USER, "image", "list")) {
            there |= image.path("name").asText().equals("tiny");
        }
        if (!there) {
            tide.show(TENANT_USER, "image", "import", disk.toString(), "--name", "tiny");
        }
        tide.show(TENANT_USER, "image", "list");
    }

    /** Returns the operation's id. */
    private String create() throws IOException, InterruptedException {
        title("A virtual machine, with 256 MiB and a port of 8 Mbit/s in, 4 Mbit/s out");
        removeEarlier();
        tide.show(
                TENANT_USER,
                "vm",
                "create",
                VM,
                "--image",
                "tiny",
                "--memory",
                MEMORY_MIB + "M",
                "--in-average",
                "8M",
                "--out-average",
                "4M");
        JsonNode operation = newest(tide.data(TENANT_USER, "operation", "list"));
        tide.show(TENANT_USER, "operation", "show", operation.path("id").asText());
        tide.show(TENANT_USER, "vm", "show", VM);
        return operation.path("id").asText();
    }

    /** The guests of an earlier demo make way. */
    private void removeEarlier() throws IOException, InterruptedException {
        for (JsonNode vm : tide.data(TENANT_USER, "vm", "list")) {
            if (vm.path("name").asText().equals(VM) || vm.path("name").asText().equals(PEER)) {
                remove(vm);
            }
        }
    }

    private void remove(JsonNode vm) throws IOException, InterruptedException {
        String id = vm.path("id").asText();
        if (vm.path("state").asText().equals("running")) {
            tide.show(TENANT_USER, "vm", "stop", id, "--force");
        }
        tide.show(TENANT_USER, "vm", "delete", id, "--purge");
    }

    private static JsonNode newest(JsonNode operations) throws IOException {
        JsonNode newest = null;
        for (JsonNode operation : operations) {
            boolean create = operation.path("kind").asText().equals("create-vm");
            if (create && (newest == null || startedAfter(operation, newest))) {
                newest = operation;
            }
        }
        if (newest == null) {
            throw new IOException("the platform shows no operation of the create");
        }
        return newest;
    }

    private static boolean startedAfter(JsonNode a, JsonNode b) {
        return a.path("startedAt").asText().compareTo(b.path("startedAt").asText()) > 0;
    }

    private void console(GuestConsole guest) throws IOException, InterruptedException {
        title("The guest's own console");
        guest.await("an address from DHCP", BOOT, tick -> !tick.ip().equals("none"));
        List<String> lines = guest.lines();
        out.println("$ tide vm console " + VM);
        lines.subList(Math.max(0, lines.size() - 5), lines.size()).forEach(line -> out.println("  " + line));
        out.flush();
    }

    private void memory(GuestConsole guest) throws IOException, InterruptedException {
        title("The memory broker moves the balloon; the guest says what it sees");
        String id = tide.data(TENANT_USER, "vm", "show", VM).path("id").asText();
        GuestConsole.Tick before = guest.await("its memory", BOOT, tick -> true);
        tide.show(TENANT_USER, "memory", "limit", id, LIMIT_MIB + "M");
        long taken = (MEMORY_MIB - LIMIT_MIB) * MIB / 1024 / 2;
        GuestConsole.Tick after = guest.await(
                "less available memory", BALLOON, tick -> tick.memAvailableKib() < before.memAvailableKib() - taken);
        tide.show(TENANT_USER, "memory", "show", VM);
        out.printf(
                Locale.ROOT,
                "  the guest's MemAvailable: %,d KiB before, %,d KiB after%n",
                before.memAvailableKib(),
                after.memAvailableKib());
        out.flush();
    }

    private void bandwidth(GuestConsole guest) throws IOException, InterruptedException {
        title("Bandwidth, measured in both directions against the shape, with a second guest as the other end");
        tide.show(TENANT_USER, "vm", "create", PEER, "--image", "tiny", "--memory", "128M");
        GuestConsole peer = new GuestConsole(tide, TENANT_USER, PEER);
        String peerAddress = peer.await("an address", BOOT, tick -> !tick.ip().equals("none"))
                .ip();
        String address = guest.await("an address", BOOT, tick -> !tick.ip().equals("none"))
                .ip();
        tide.show(TENANT_USER, "port", "list");
        report("from the guest", Bandwidth.measure(guest, peer, peerAddress), OUT_BITS);
        report("towards the guest", Bandwidth.measure(peer, guest, address), IN_BITS);
        remove(tide.data(TENANT_USER, "vm", "show", PEER));
    }

    private void report(String direction, long measured, long shape) throws IOException {
        out.printf(
                Locale.ROOT,
                "  %-18s %.2f Mbit/s of payload, shape %.1f Mbit/s%n",
                direction,
                measured / 1e6,
                shape / 1e6);
        out.flush();
        if (measured > shape * 1.1 || measured < shape * 0.5) {
            throw new IOException("the port does not keep its shape " + direction);
        }
    }

    private void denied() throws IOException, InterruptedException {
        title("A member without the right is refused");
        tide.login(OTHER_USER, OTHER_USER + "-tide");
        TideShell.Ended ended = tide.showAny(OTHER_USER, "vm", "create", "not-bobs", "--image", "tiny");
        if (ended.exitCode() != 3) {
            throw new IOException("bob was not denied: exit code " + ended.exitCode());
        }
    }

    private void audit(String operation) throws IOException, InterruptedException {
        title("What the create caused, as an auditor sees it, and the proof that the record is whole");
        String correlation = tide.data(TENANT_USER, "operation", "show", operation)
                .path("correlationId")
                .asText();
        tide.login(AUDITOR, AUDITOR + "-tide");
        tide.show(AUDITOR, "audit", "trace", correlation);
        tide.show(AUDITOR, "audit", "verify");
    }
}
