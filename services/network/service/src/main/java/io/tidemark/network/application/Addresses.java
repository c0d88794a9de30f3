package io.tidemark.network.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.postgres.CompanionRows;
import io.tidemark.network.port.PortId;
import io.tidemark.network.segment.Network;
import io.tidemark.network.segment.NetworkId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** Chooses addresses that are free now, and claims them so that nobody else has them when it commits. */
@ApplicationScoped
public class Addresses {
    /** The lower three bytes: what we may choose below QEMU's prefix. */
    private static final long MAC_SUFFIX = 0xffffff;

    private final CompanionRows claims;

    public Addresses(CompanionRows claims) {
        this.claims = claims;
    }

    /** What a port is reached by. */
    public record Pair(String ip, String mac) {}

    /** The lowest free address with a hardware address that nobody on the network has; empty when the network is full. */
    public Uni<Optional<Pair>> free(NetworkId id, PortId port, Network.Present network) {
        return claims.claimed(ips(id))
                .chain(ips -> claims.claimed(macs(id)).map(macs -> {
                    String mac = mac(port, Set.copyOf(macs));
                    Set<String> used = Set.copyOf(ips);
                    return network.cidr()
                            .addresses()
                            .filter(address -> !used.contains(address))
                            .findFirst()
                            .map(ip -> new Pair(ip, mac));
                }));
    }

    /** A locally administered unicast address in QEMU's range, derived from the port's id; the next one up when it is taken. */
    private static String mac(PortId port, Set<String> used) {
        long derived = UUID.fromString(port.value()).getLeastSignificantBits() & MAC_SUFFIX;
        return LongStream.rangeClosed(0, MAC_SUFFIX)
                .map(step -> derived + step & MAC_SUFFIX)
                .mapToObj(
                        suffix -> "52:54:00:%02x:%02x:%02x".formatted(suffix >> 16, suffix >> 8 & 0xff, suffix & 0xff))
                .filter(mac -> !used.contains(mac))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every hardware address is taken"));
    }

    public static List<Companion> claim(NetworkId network, PortId port, Pair pair) {
        return List.of(
                new Companion.Claim(ips(network), pair.ip(), port.value()),
                new Companion.Claim(macs(network), pair.mac(), port.value()));
    }

    public static List<Companion> release(NetworkId network, PortId port, Pair pair) {
        return List.of(
                new Companion.Unclaim(ips(network), pair.ip(), port.value()),
                new Companion.Unclaim(macs(network), pair.mac(), port.value()));
    }

    private static String ips(NetworkId network) {
        return "ip:" + network;
    }

    private static String macs(NetworkId network) {
        return "mac:" + network;
    }
}
