package io.tidemark.eventstore;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a distributed trace, as the {@code traceparent} header of <a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> names it.
 *
 * @param traceId 32 hexadecimal digits, not all zero: what everything of one trace shares
 * @param parentId 16 hexadecimal digits, not all zero: the span that led here
 * @param flags 2 hexadecimal digits: {@code 01} when the caller may have recorded it
 */
public record TraceParent(String traceId, String parentId, String flags) {
    /** Later versions may have more after the flags; version ff is none. */
    private static final Pattern HEADER =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String FIRST_VERSION = "00";
    private static final String RECORDED = "01";

    /** Empty when it is malformed: the standard says to go on as if there were none. */
    public static Optional<TraceParent> parse(String header) {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()
                || parts.group(1).equals(FIRST_VERSION) && parts.group(5) != null
                || isZero(parts.group(2))
                || isZero(parts.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new TraceParent(parts.group(2), parts.group(3), parts.group(4)));
    }

    /** The beginning of a trace of its own, with the trace id made of the same digits; empty for the UUID of zeros. */
    public static Optional<TraceParent> startingAt(UUID id) {
        HexFormat hex = HexFormat.of();
        String low = hex.toHexDigits(id.getLeastSignificantBits());
        return parse(
                String.join("-", FIRST_VERSION, hex.toHexDigits(id.getMostSignificantBits()) + low, low, RECORDED));
    }

    private static boolean isZero(String digits) {
        return digits.chars().allMatch(digit -> digit == '0');
    }

    /** The header's value, in the first version of the format. */
    @Override
    public String toString() {
        return String.join("-", FIRST_VERSION, traceId, parentId, flags);
    }
}
