package io.tidemark.cli.client.command;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A rate in decimal units, as networks count: {@code 10M}, {@code 10Mbit} and {@code 10Mbit/s} are the same, a bare
 * number is bits per second, {@code 0} and {@code unlimited} set no limit.
 */
public final class RateArgument implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s?([kKMGT])?(?:bit(?:/s)?)?");

    /** @return bits per second */
    @Override
    public Long convert(String text) {
        if (text.equals("unlimited")) {
            return 0L;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("not a rate: " + text + "; write 10M, 1.5Gbit/s or unlimited");
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .scaleByPowerOfTen(power(matcher.group(2)))
                    .longValueExact();
        } catch (ArithmeticException uneven) {
            throw new TypeConversionException(text + " is not a whole number of bits per second");
        }
    }

    private static int power(@Nullable String unit) {
        return switch (unit) {
            case null -> 0;
            case "k", "K" -> 3;
            case "M" -> 6;
            case "G" -> 9;
            default -> 12;
        };
    }
}
