package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + SPAN + "-01";
    private static final UUID ID = UUID.fromString("71de000a-0000-4000-8000-000000000002");

    @Test
    void a_header_is_read_and_written_as_it_came() {
        assertThat(TraceParent.parse(HEADER)).contains(new TraceParent(TRACE, SPAN, "01"));
        assertThat(new TraceParent(TRACE, SPAN, "01")).hasToString(HEADER);
    }

    @Test
    void a_later_version_is_read_as_far_as_it_is_known() {
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-00-what-the-future-will-be-like"))
                .contains(new TraceParent(TRACE, SPAN, "00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "nonsense",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\u0000"
            })
    void a_malformed_header_is_as_good_as_none(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();

        Cause cause = Cause.request(ID, "alice", Optional.empty(), Optional.of(header));

        assertThat(cause.traceParent()).contains("00-71de000a000040008000000000000002-8000000000000002-01");
    }

    @Test
    void the_trace_of_who_asked_goes_on_to_whatever_follows() {
        Cause asked = Cause.request(ID, "alice", Optional.empty(), Optional.of(HEADER));

        assertThat(asked.causedBy(UUID.randomUUID()).traceParent()).contains(HEADER);
    }

    @Test
    void a_spontaneous_decision_begins_a_trace_with_the_digits_of_its_correlation() {
        assertThat(Cause.spontaneous(ID, "test").traceParent())
                .contains("00-71de000a000040008000000000000002-8000000000000002-01");
        assertThat(Cause.spontaneous(new UUID(0, 0), "test").traceParent()).isEmpty();
    }
}
