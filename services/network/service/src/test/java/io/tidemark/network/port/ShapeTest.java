package io.tidemark.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.eventstore.Json;
import io.tidemark.network.port.Shape.Rate;
import io.tidemark.units.Bandwidth;
import io.tidemark.units.MemorySize;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static Rate rate(long average, long peak, long burst) {
        return new Rate(new Bandwidth(average), new Bandwidth(peak), new MemorySize(burst));
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "64000,0,0", "64000,64000,0", "1000000,2000000,65536", "0,0,65536"})
    void these_hold_together(long average, long peak, long burst) {
        assertThat(new Shape(rate(average, peak, burst), Rate.UNLIMITED).flaw()).isEmpty();
        assertThat(new Shape(Rate.UNLIMITED, rate(average, peak, burst)).flaw()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"63999,0", "1,0", "0,1000000", "1000000,999999"})
    void these_contradict_themselves_in_either_direction(long average, long peak) {
        assertThat(new Shape(rate(average, peak, 0), Rate.UNLIMITED).flaw())
                .hasValueSatisfying(why -> assertThat(why).startsWith("inbound: "));
        assertThat(new Shape(Rate.UNLIMITED, rate(average, peak, 0)).flaw())
                .hasValueSatisfying(why -> assertThat(why).startsWith("outbound: "));
    }

    @Test
    void what_is_left_out_is_unlimited() {
        assertThat(Json.read("{}", Shape.class)).isEqualTo(Shape.UNLIMITED);
        assertThat(Json.read("{\"inbound\":{\"averageBitsPerSecond\":1000000}}", Shape.class))
                .isEqualTo(new Shape(rate(1_000_000, 0, 0), Rate.UNLIMITED));
        assertThat(Json.read("{\"inbound\":null,\"outbound\":{}}", Shape.class)).isEqualTo(Shape.UNLIMITED);
    }

    @Test
    void nothing_is_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> rate(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> rate(0, 0, -1));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Json.read("{\"outbound\":{\"peakBitsPerSecond\":-5}}", Shape.class));
    }
}
