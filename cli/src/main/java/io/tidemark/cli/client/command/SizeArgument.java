package io.tidemark.cli.client.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of memory or storage in binary units: {@code 512M} and {@code 512MiB} are the same, a bare number is
 * bytes. {@code MB} is refused, because half of its readers take it for 1,000,000 bytes.
 */
public final class SizeArgument implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s?(?:([KMGT])(?:iB)?|B)?");
    private static final Pattern DECIMAL = Pattern.compile("[\\d.]+\\s?[KMGT]B", Pattern.CASE_INSENSITIVE);

    /** @return bytes */
    @Override
    public Long convert(String text) {
        if (DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException(text + " could mean two sizes: write "
                    + text.substring(0, text.length() - 1).toUpperCase(Locale.ROOT) + "iB");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("not a size: " + text + "; write 512M, 2GiB or a number of bytes");
        }
        return exact(new BigDecimal(matcher.group(1)).multiply(factor(matcher.group(2))), text);
    }

    private static BigDecimal factor(@Nullable String unit) {
        return unit == null ? BigDecimal.ONE : BigDecimal.valueOf(1L << (10 * (1 + "KMGT".indexOf(unit))));
    }

    private static long exact(BigDecimal bytes, String text) {
        try {
            return bytes.longValueExact();
        } catch (ArithmeticException uneven) {
            throw new TypeConversionException(text + " is not a whole number of bytes below 8 EiB");
        }
    }
}
