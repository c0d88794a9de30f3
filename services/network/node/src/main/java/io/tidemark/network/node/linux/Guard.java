package io.tidemark.network.node.linux;

import io.tidemark.network.node.plan.GuardEntry;
import io.tidemark.network.node.plan.HostNames;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The filter that every frame from a guest passes, as text for nft(8). The rules never change; what a port may do is in two
 * sets. A tap that no set names can send nothing.
 *
 * <p>It works in the bridge family, so that it sees frames between guests too, and it needs no connection tracking. What
 * comes up into the host's own stack is closed but for ARP, DHCP and a ping of the gateway, so nothing is routed between
 * networks and equal addresses in two networks do not meet. A ping is marked with the last four bytes of the bridge's
 * address, to which it was sent, so that its answer goes back to the same bridge ({@link HostNames#mark}).
 */
final class Guard {
    private static final String HOLDER = "holder";
    private static final String SERVED = "served";

    /** An empty chain whose name tells which rules are loaded. */
    static final String RULES_CHAIN = "rules_";

    private static final String RULES = """
            set holder { type ifname . ether_addr . ipv4_addr; }
            set served { type ifname . ether_addr . ipv4_addr; }
            chain from_guests {
                type filter hook prerouting priority -300; policy accept;
                iifname "%1$s*" jump from_guest
            }
            chain to_host {
                type filter hook input priority -300; policy accept;
                iifname "%1$s*" jump from_guest_to_host
            }
            chain check_arp {
                arp htype 1 arp ptype ip arp hlen 6 arp plen 4 jump check_arp_sender
                counter drop
            }
            chain check_arp_sender {
                arp saddr ip 0.0.0.0 arp operation request iifname . arp saddr ether . arp daddr ip @holder accept
                arp saddr ip 0.0.0.0 counter drop
                iifname . arp saddr ether . arp saddr ip @holder accept
                counter drop
            }
            chain check_ip {
                udp sport 67 counter drop
                ip saddr 0.0.0.0 ip daddr 255.255.255.255 udp sport 68 udp dport 67 accept
                ip saddr 0.0.0.0 counter drop
                accept
            }
            chain from_guest {
                ether type arp iifname . ether saddr . arp saddr ip @holder jump check_arp
                ether type ip iifname . ether saddr . ip saddr @holder jump check_ip
                counter drop
            }
            chain from_guest_to_host {
                ether type arp accept
                udp dport 67 accept
                iifname . ether saddr . ip daddr @served icmp type echo-request meta mark set @ll,16,32 accept
                counter drop
            }
            """;

    private final String table;
    private final String rules;

    Guard(HostNames names) {
        this.table = names.guardTable();
        this.rules = RULES.formatted(names.tapPrefix());
    }

    /** Eight hex digits that differ when the rules differ. */
    String fingerprint() {
        CRC32 crc = new CRC32();
        crc.update(rules.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    String table() {
        return table;
    }

    /** Replaces everything in one transaction. */
    String load(Collection<GuardEntry> entries) {
        return drop() + "table bridge " + table + " {\n"
                + "chain " + RULES_CHAIN + fingerprint() + " { }\n" + rules + "}\n"
                + entries.stream().map(this::permit).collect(Collectors.joining());
    }

    /** Removes everything, whether it is there or not. */
    String drop() {
        return "add table bridge " + table + "\ndelete table bridge " + table + "\n";
    }

    String permit(GuardEntry entry) {
        return "add " + element(entry);
    }

    String forbid(GuardEntry entry) {
        return "delete " + element(entry);
    }

    static String setOf(GuardEntry.Kind kind) {
        return switch (kind) {
            case HOLDER -> HOLDER;
            case SERVED -> SERVED;
        };
    }

    private String element(GuardEntry entry) {
        return "element bridge %s %s { \"%s\" . %s . %s }\n"
                .formatted(table, setOf(entry.kind()), entry.tap(), entry.mac(), entry.address());
    }
}
