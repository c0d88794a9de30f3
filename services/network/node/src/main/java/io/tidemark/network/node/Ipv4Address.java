package io.tidemark.network.node;

import io.tidemark.units.StringValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param bits its 32 bits, the first octet highest
 */
public record Ipv4Address(int bits) implements StringValue {
    private static final Pattern FOUR_OCTETS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** @throws IllegalArgumentException when the text is not four decimal octets */
    public static Ipv4Address parse(String text) {
        Matcher octets = FOUR_OCTETS.matcher(text);
        if (!octets.matches()) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        int bits = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(octets.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException("not an IPv4 address: " + text);
            }
            bits = bits << 8 | octet;
        }
        return new Ipv4Address(bits);
    }

    @Override
    public String value() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    @Override
    public String toString() {
        return value();
    }
}
