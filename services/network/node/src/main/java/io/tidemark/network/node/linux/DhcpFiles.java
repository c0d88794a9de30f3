package io.tidemark.network.node.linux;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.DhcpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one network's DHCP server: its settings, one file per port under {@code hosts}, its leases, its log, the
 * number of its process. dnsmasq reads them as an unprivileged user.
 */
record DhcpFiles(NetworkId network, Path folder) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A line of dnsmasq's lease file: expiry, MAC, IP, name, client id. */
    private static final Pattern LEASE = Pattern.compile("\\d+ ([0-9a-f:]{17}) ([0-9.]+) .*");

    private static final String SETTINGS = "dnsmasq-%s.conf";

    static List<DhcpFiles> in(Path directory) {
        return list(directory).stream()
                .filter(folder -> isId(folder.getFileName().toString()))
                .map(folder ->
                        new DhcpFiles(NetworkId.parse(folder.getFileName().toString()), folder))
                .toList();
    }

    static DhcpFiles of(Path directory, NetworkId network) {
        return new DhcpFiles(network, directory.resolve(network.value()));
    }

    private static boolean isId(String name) {
        return UUID.matcher(name).matches();
    }

    private Path hostsFolder() {
        return folder.resolve("hosts");
    }

    private Path leasesFile() {
        return folder.resolve("leases");
    }

    Path processFile() {
        return folder.resolve("dnsmasq.pid");
    }

    Path settingsFile(String fingerprint) {
        return folder.resolve(SETTINGS.formatted(fingerprint));
    }

    Map<PortId, String> hosts() {
        Map<PortId, String> hosts = new HashMap<>();
        for (Path file : list(hostsFolder())) {
            String name = file.getFileName().toString();
            if (isId(name)) {
                hosts.put(PortId.parse(name), read(file).strip());
            }
        }
        return hosts;
    }

    Map<Ipv4Address, MacAddress> leases() {
        Map<Ipv4Address, MacAddress> leases = new HashMap<>();
        for (String line : read(leasesFile()).split("\n")) {
            Matcher lease = LEASE.matcher(line);
            if (lease.matches()) {
                leases.put(Ipv4Address.parse(lease.group(2)), new MacAddress(lease.group(1)));
            }
        }
        return leases;
    }

    /** Keeps the leases that agree with the hosts. Only while no server runs. */
    void keepLeasesOf(Collection<String> hosts) {
        List<String> kept = new ArrayList<>();
        for (String line : read(leasesFile()).split("\n")) {
            Matcher lease = LEASE.matcher(line);
            if (lease.matches() && hosts.contains(lease.group(1) + "," + lease.group(2))) {
                kept.add(line + "\n");
            }
        }
        replace(leasesFile(), String.join("", kept));
    }

    void writeHost(PortId port, String line) {
        replace(hostsFolder().resolve(port.value()), line + "\n");
    }

    void dropHost(PortId port) {
        delete(hostsFolder().resolve(port.value()));
    }

    /** Writes the settings, under a name that tells them apart, and removes all former ones. */
    Path writeSettings(DhcpSettings settings, String user) {
        Path file = settingsFile(settings.fingerprint());
        makeFolder(hostsFolder());
        replace(file, text(settings, user));
        for (Path other : list(folder)) {
            String name = other.getFileName().toString();
            if (name.startsWith("dnsmasq-") && name.endsWith(".conf") && !other.equals(file)) {
                delete(other);
            }
        }
        return file;
    }

    /** Only DHCP, only on the bridge, only for ports that have a line; silent, because guests decide how much it would log. */
    private String text(DhcpSettings settings, String user) {
        return """
                port=0
                user=%s
                interface=%s
                except-interface=lo
                bind-interfaces
                dhcp-range=%s,static,%s,12h
                dhcp-lease-max=100000
                dhcp-option=option:router,%s
                dhcp-option=option:mtu,%d
                dhcp-authoritative
                no-ping
                quiet-dhcp
                dhcp-hostsdir=%s
                dhcp-leasefile=%s
                pid-file=%s
                log-facility=%s
                """.formatted(
                        user,
                        settings.bridge(),
                        settings.network().cidr().base(),
                        settings.network().cidr().netmask(),
                        settings.network().gateway(),
                        settings.network().mtu(),
                        hostsFolder(),
                        leasesFile(),
                        processFile(),
                        folder.resolve("dnsmasq.log"));
    }

    void forget() {
        for (Path path : deepestFirst()) {
            delete(path);
        }
    }

    private List<Path> deepestFirst() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The text of a file; empty when there is none. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Whole or not at all: who reads meanwhile sees the old text or the new one. dnsmasq overlooks names with a dot. */
    private static void replace(Path file, String text) {
        try {
            makeFolder(Objects.requireNonNull(file.getParent()));
            Path next = file.resolveSibling("." + file.getFileName() + ".next");
            Files.writeString(next, text);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    /** The first folder on the way that other users cannot pass; empty when they reach the network's files. */
    Optional<Path> closedOnTheWay() {
        Predicate<Path> closed = path -> {
            try {
                return !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look at " + path, e);
            }
        };
        return Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(closed)
                .findFirst();
    }
}
