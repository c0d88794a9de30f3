package io.tidemark.audit.log;

import java.math.BigDecimal;

/**
 * The one text of a number, in ECMAScript's notation (RFC 8785, section 3.2.2.3). It depends on the value alone, so
 * {@code 10}, {@code 10.0} and {@code 1e1} are one number. The digits are those of the number itself, where the RFC
 * rounds to the nearest double first: for every number that a double carries the text is the RFC's.
 */
final class CanonicalNumber {

    /** ECMAScript writes numbers from 10<sup>21</sup> on with an exponent. */
    private static final int LARGEST_PLAIN_EXPONENT = 20;

    /** ECMAScript writes numbers below 10<sup>-6</sup> with an exponent. */
    private static final int SMALLEST_PLAIN_EXPONENT = -6;

    private CanonicalNumber() {}

    static String text(BigDecimal number) {
        BigDecimal value = number.stripTrailingZeros();
        // In long arithmetic: the scale of a hostile number may be near the end of int.
        long exponent = (long) value.precision() - value.scale() - 1;
        if (value.signum() == 0 || (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT)) {
            return value.toPlainString();
        }
        StringBuilder digits = new StringBuilder(value.unscaledValue().abs().toString());
        if (digits.length() > 1) {
            digits.insert(1, '.');
        }
        return (value.signum() < 0 ? "-" : "") + digits + (exponent < 0 ? "e" : "e+") + exponent;
    }
}
