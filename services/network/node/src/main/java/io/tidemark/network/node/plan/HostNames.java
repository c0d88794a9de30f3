package io.tidemark.network.node.plan;

import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import io.tidemark.units.StringValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that one platform gives to things on a host. A device's name is a letter for its kind, the platform's tag and
 * 40 bits of a hash of its id: 15 characters, all that the kernel allows. Its full id stands in its alias.
 *
 * @param tag six hex digits, different for every platform on the host
 */
public record HostNames(String tag) {
    private static final Pattern SIX_HEX_DIGITS = Pattern.compile("[0-9a-f]{6}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String NETWORK_ALIAS = "tidemark:network:";
    private static final String PORT_ALIAS = "tidemark:port:";

    /** @throws IllegalArgumentException when the tag is not six hex digits */
    public HostNames {
        if (!SIX_HEX_DIGITS.matcher(tag).matches()) {
            throw new IllegalArgumentException("a platform's tag is six hex digits: " + tag);
        }
    }

    public String namespace() {
        return "tm-" + tag;
    }

    /** The table of bridge filter rules that guards all ports. */
    public String guardTable() {
        return "tm_" + tag;
    }

    public String bridge(NetworkId network) {
        return device('b', network);
    }

    public String tap(PortId port) {
        return device('t', port);
    }

    /** What all taps and nothing else begins with. */
    public String tapPrefix() {
        return "t" + tag;
    }

    /** The device in which one direction of a port queues. */
    public String queue(PortId port, Direction direction) {
        return device(direction.initial(), port);
    }

    /** Whether a device of this name is this platform's dataplane's. */
    public boolean isOurs(String device) {
        return device.length() == 15 && "btio".indexOf(device.charAt(0)) >= 0 && device.startsWith(tag, 1);
    }

    /** The bridge's own address: of the locally administered kind, the same for ever. */
    public MacAddress bridgeMac(NetworkId network) {
        byte[] hash = hash(network.value());
        return new MacAddress("02:%02x:%02x:%02x:%02x:%02x".formatted(hash[5], hash[6], hash[7], hash[8], hash[9]));
    }

    /**
     * The mark of what guests of a network send to the host itself, and the number of the routing table for its answers:
     * the last four bytes of the bridge's own address, as this processor reads a number from memory.
     */
    public long mark(NetworkId network) {
        byte[] mac = HexFormat.ofDelimiter(":").parseHex(bridgeMac(network).value());
        return ByteBuffer.wrap(mac, 2, 4).order(ByteOrder.nativeOrder()).getInt() & 0xffff_ffffL;
    }

    public static String alias(NetworkId network) {
        return NETWORK_ALIAS + network;
    }

    public static String alias(PortId port) {
        return PORT_ALIAS + port;
    }

    /** The network that a bridge's alias names; empty when it names none. */
    public static Optional<NetworkId> networkIn(String alias) {
        return idBehind(NETWORK_ALIAS, alias).map(NetworkId::parse);
    }

    /** The port that a tap's alias names; empty when it names none. */
    public static Optional<PortId> portIn(String alias) {
        return idBehind(PORT_ALIAS, alias).map(PortId::parse);
    }

    private static Optional<String> idBehind(String prefix, String alias) {
        return alias.startsWith(prefix)
                ? Optional.of(alias.substring(prefix.length())).filter(UUID.asMatchPredicate())
                : Optional.empty();
    }

    private String device(char kind, StringValue id) {
        byte[] hash = hash(id.value());
        long bits = 0;
        for (int i = 0; i < 5; i++) {
            bits = bits << 8 | (hash[i] & 0xff);
        }
        StringBuilder name = new StringBuilder(15).append(kind).append(tag);
        for (int shift = 35; shift >= 0; shift -= 5) {
            name.append(ALPHABET.charAt((int) (bits >> shift & 31)));
        }
        return name.toString();
    }

    /** SHA-256 of the text. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
