package io.tidemark.cli.client.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One or several things of a size: {@code 2GiB}, or {@code 2GiBx5} for five of them. */
public final class SizesArgument implements ITypeConverter<SizesArgument.Sizes> {
    private static final Pattern FORM = Pattern.compile("(.+?)(?:x(\\d{1,6}))?");

    /** @param count at least 1 */
    public record Sizes(long bytes, int count) {}

    @Override
    public Sizes convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("not a size: '" + text + "'; write 2GiB, or 2GiBx5 for five of them");
        }
        String count = matcher.group(2);
        int times = count == null ? 1 : Integer.parseInt(count);
        if (times < 1) {
            throw new TypeConversionException(text + " is none");
        }
        return new Sizes(new SizeArgument().convert(matcher.group(1)), times);
    }
}
