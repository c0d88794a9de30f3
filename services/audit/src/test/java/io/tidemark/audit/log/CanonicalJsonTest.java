package io.tidemark.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.audit.log.JsonValue.JsonArray;
import io.tidemark.audit.log.JsonValue.JsonBoolean;
import io.tidemark.audit.log.JsonValue.JsonNull;
import io.tidemark.audit.log.JsonValue.JsonNumber;
import io.tidemark.audit.log.JsonValue.JsonObject;
import io.tidemark.audit.log.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void thereIsNoWhiteSpaceAndLiteralsAreThemselves() {
        JsonValue value = new JsonArray(List.of(
                new JsonNull(),
                new JsonBoolean(true),
                new JsonBoolean(false),
                new JsonArray(List.of()),
                new JsonObject(Map.of()),
                new JsonObject(Map.of("a", JsonNumber.of(1), "b", new JsonText("x")))));
        assertThat(CanonicalJson.text(value)).isEqualTo("[null,true,false,[],{},{\"a\":1,\"b\":\"x\"}]");
    }

    /** The example of RFC 8785, section 3.2.3. */
    @Test
    void membersAreOrderedByTheUtf16UnitsOfTheirNames() {
        JsonValue value = new JsonObject(Map.of(
                "\u20ac", new JsonText("Euro Sign"),
                "\r", new JsonText("Carriage Return"),
                "\ufb33", new JsonText("Hebrew Letter Dalet With Dagesh"),
                "1", new JsonText("One"),
                "\ud83d\ude00", new JsonText("Emoji: Grinning Face"),
                "\u0080", new JsonText("Control"),
                "\u00f6", new JsonText("Latin Small Letter O With Diaeresis")));
        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** The string of RFC 8785, section 3.2.2. */
    @Test
    void onlyWhatMustBeEscapedIs() {
        assertThat(CanonicalJson.text(new JsonText("\u20ac$\u000f\nA'B\"\\\\\"/")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(CanonicalJson.text(new JsonText("\b\t\f\r\u0000\u001f\u007f\u2028")))
                .isEqualTo("\"\\b\\t\\f\\r\\u0000\\u001f\u007f\u2028\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.0, 0",
        "10, 10",
        "1e1, 10",
        "10.00, 10",
        "-7, -7",
        "9007199254740993, 9007199254740993",
        "9223372036854775807, 9223372036854775807",
        "9007199254740993.5, 9007199254740993.5",
        "100000000000000000000, 100000000000000000000",
        "1E30, 1e+30",
        "1000000000000000000000, 1e+21",
        "123456789012345678901234, 1.23456789012345678901234e+23",
        "-1e999999999, -1e+999999999",
        "1e-2147483000, 1e-2147483000",
        "0.1234567890123456789, 0.1234567890123456789",
        "4.50, 4.5",
        "2e-3, 0.002",
        "-1.5e2, -150",
        "0.000001, 0.000001",
        "-0.0000033333333333333333, -0.0000033333333333333333",
        "1e-7, 1e-7",
        "9.5367431640625E-7, 9.5367431640625e-7",
        "0.000000000000000000000000001, 1e-27",
        "333333333.3333333, 333333333.3333333",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void aNumberHasOneTextWhateverItsNotation(String written, String canonical) {
        assertThat(number(written)).isEqualTo(canonical);
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        Random random = new Random(8785);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = number(Double.toString(value));
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(number(text)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ude00\ud83d", "\ud83dx"})
    void halfOfASurrogatePairIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(new JsonText(text)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.text(new JsonObject(Map.of(text, new JsonNull()))));
    }

    private static String number(String written) {
        return CanonicalJson.text(new JsonNumber(new BigDecimal(written)));
    }
}
