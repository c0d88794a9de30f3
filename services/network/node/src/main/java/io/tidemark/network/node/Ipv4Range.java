package io.tidemark.network.node;

import io.tidemark.units.StringValue;

/**
 * The addresses of one network in CIDR form (RFC 4632).
 *
 * @param base the lowest address: all bits behind the prefix are zero
 * @param prefixLength 8 to 30 bits; shorter is no tenant network, longer leaves no room for a gateway and a guest
 */
public record Ipv4Range(Ipv4Address base, int prefixLength) implements StringValue {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 30;

    /** @throws IllegalArgumentException when the prefix is out of range or the base has bits behind it */
    public Ipv4Range {
        if (prefixLength < SHORTEST || prefixLength > LONGEST) {
            throw new IllegalArgumentException("a network's prefix has 8 to 30 bits, not " + prefixLength);
        }
        if ((base.bits() & ~mask(prefixLength)) != 0) {
            throw new IllegalArgumentException(base + " is not the lowest address of a /" + prefixLength);
        }
    }

    /** @throws IllegalArgumentException when the text is not {@code <address>/<prefix length>} */
    public static Ipv4Range parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
            throw new IllegalArgumentException("not an address range: " + text);
        }
        return new Ipv4Range(Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether the address may be given to somebody: inside, and neither the lowest nor the broadcast address. */
    public boolean hasHost(Ipv4Address address) {
        int mask = mask(prefixLength);
        int host = address.bits() & ~mask;
        return (address.bits() & mask) == base.bits() && host != 0 && host != ~mask;
    }

    public Ipv4Address netmask() {
        return new Ipv4Address(mask(prefixLength));
    }

    private static int mask(int prefixLength) {
        return -1 << (32 - prefixLength);
    }

    @Override
    public String value() {
        return base + "/" + prefixLength;
    }

    @Override
    public String toString() {
        return value();
    }
}
