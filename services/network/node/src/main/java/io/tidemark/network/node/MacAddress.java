package io.tidemark.network.node;

import io.tidemark.units.StringValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The Ethernet address of one interface: six bytes as lower-case hex pairs with colons.
 *
 * @param value such as {@code 52:54:00:12:34:56}; never all zero and never a group address, because neither can be a source
 */
public record MacAddress(String value) implements StringValue {
    private static final Pattern SIX_BYTES = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final String NOBODY = "00:00:00:00:00:00";

    /** @throws IllegalArgumentException when the text is not the address of one interface */
    public MacAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (!SIX_BYTES.matcher(value).matches() || value.equals(NOBODY) || isGroup(value)) {
            throw new IllegalArgumentException("not the MAC address of one interface: " + value);
        }
    }

    /** The lowest bit of the first byte tells a group (IEEE 802). */
    private static boolean isGroup(String value) {
        return (Integer.parseInt(value.substring(0, 2), 16) & 1) == 1;
    }

    @Override
    public String toString() {
        return value;
    }
}
