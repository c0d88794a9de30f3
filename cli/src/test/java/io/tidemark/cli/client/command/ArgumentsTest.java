package io.tidemark.cli.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({
        "512M, 536870912",
        "512MiB, 536870912",
        "2GiB, 2147483648",
        "2G, 2147483648",
        "1.5G, 1610612736",
        "64K, 65536",
        "1T, 1099511627776",
        "536870912, 536870912",
        "12B, 12",
        "0, 0"
    })
    void sizesAreBinary(String text, long bytes) {
        assertThat(new SizeArgument().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512MB", "1gb", "512m", "-1G", "1e3", "G", "", "0.3", "99999999T", "1 2G", "½G"})
    void whatIsNoClearSizeIsRefused(String text) {
        assertThatThrownBy(() -> new SizeArgument().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10M, 10000000",
        "10Mbit, 10000000",
        "10Mbit/s, 10000000",
        "1.5Gbit/s, 1500000000",
        "800k, 800000",
        "9600, 9600",
        "unlimited, 0",
        "0, 0"
    })
    void ratesAreDecimal(String text, long bitsPerSecond) {
        assertThat(new RateArgument().convert(text)).isEqualTo(bitsPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10MB", "10MiB", "-1", "fast", "", "0.5"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> new RateArgument().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void timesNameTheirUnit() {
        TimeArgument times = new TimeArgument();
        assertThat(times.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(times.convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(times.convert("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(times.convert("1h")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> times.convert("90")).isInstanceOf(TypeConversionException.class);
    }
}
