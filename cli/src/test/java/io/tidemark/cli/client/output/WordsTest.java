package io.tidemark.cli.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void sizesTakeTheLargestBinaryUnit() {
        assertThat(Words.size(0)).isEqualTo("0 B");
        assertThat(Words.size(1023)).isEqualTo("1023 B");
        assertThat(Words.size(536_870_912)).isEqualTo("512 MiB");
        assertThat(Words.size(1_610_612_736)).isEqualTo("1.5 GiB");
        assertThat(Words.size(Long.MAX_VALUE)).isEqualTo("8192 PiB");
    }

    @Test
    void ratesTakeDecimalUnitsAndZeroIsNoLimit() {
        assertThat(Words.rate(0)).isEqualTo("unlimited");
        assertThat(Words.rate(9600)).isEqualTo("9.6 kbit/s");
        assertThat(Words.rate(10_000_000)).isEqualTo("10 Mbit/s");
    }

    @Test
    void agesAreShortAndNeverNegative() {
        assertThat(Words.age(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(Words.age(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Words.age(Duration.ofMinutes(2))).isEqualTo("2 min");
        assertThat(Words.age(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(Words.age(Duration.ofDays(9))).isEqualTo("9 d");
    }

    @Test
    void spansKeepThePrecisionTheyDeserve() {
        assertThat(Words.span(Duration.ofNanos(85_000))).isEqualTo("85 \u00b5s");
        assertThat(Words.span(Duration.ofMillis(412))).isEqualTo("412 ms");
        assertThat(Words.span(Duration.ofMillis(1240))).isEqualTo("1.24 s");
        assertThat(Words.span(Duration.ofMinutes(3))).isEqualTo("3 min");
    }

    @Test
    void controlAndReorderingCharactersDoNotPass() {
        assertThat(Words.oneLine("a\u001b[31mb\nc\u202ed\ufeff ")).isEqualTo("a [31mb c d");
    }
}
