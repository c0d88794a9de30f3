package io.tidemark.network.segment;

import io.tidemark.units.StringValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A range of private IPv4 addresses in CIDR notation (RFC 4632, RFC 1918), such as {@code 10.73.0.0/22}; prefix
 * lengths 16 to 29. The first address is the gateway's, the last is the broadcast's.
 */
public record Cidr(String value) implements StringValue {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int SHORTEST_PREFIX = 16;
    private static final int LONGEST_PREFIX = 29;

    /** @throws IllegalArgumentException when it is none of the allowed ranges, or has host bits */
    public Cidr {
        Matcher match = SYNTAX.matcher(value);
        if (!match.matches()) {
            throw new IllegalArgumentException("no IPv4 range in CIDR notation: " + value);
        }
        int prefix = Integer.parseInt(match.group(5));
        if (prefix < SHORTEST_PREFIX || prefix > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                    "the prefix length is " + SHORTEST_PREFIX + " to " + LONGEST_PREFIX + ": " + value);
        }
        int base = address(match);
        if ((base & ~mask(prefix)) != 0) {
            throw new IllegalArgumentException("the range begins within itself: " + value);
        }
        if (!isPrivate(base)) {
            throw new IllegalArgumentException("the range is not private (RFC 1918): " + value);
        }
    }

    private static int address(Matcher match) {
        int address = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(match.group(group));
            if (octet > 255) {
                throw new IllegalArgumentException("no IPv4 address: " + match.group());
            }
            address = address << 8 | octet;
        }
        return address;
    }

    private static int mask(int prefix) {
        return -1 << (32 - prefix);
    }

    private static boolean isPrivate(int address) {
        return (address & 0xff000000) == 0x0a000000
                || (address & 0xfff00000) == 0xac100000
                || (address & 0xffff0000) == 0xc0a80000;
    }

    private int base() {
        Matcher match = SYNTAX.matcher(value);
        if (!match.matches()) {
            throw new IllegalStateException(value);
        }
        return address(match);
    }

    private int prefix() {
        return Integer.parseInt(value.substring(value.indexOf('/') + 1));
    }

    public String gateway() {
        return text(base() + 1);
    }

    /** Every address that a port may have, lowest first. */
    public Stream<String> addresses() {
        int base = base();
        int size = 1 << (32 - prefix());
        return IntStream.range(2, size - 1).mapToObj(offset -> text(base + offset));
    }

    @Override
    public String toString() {
        return value;
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}
