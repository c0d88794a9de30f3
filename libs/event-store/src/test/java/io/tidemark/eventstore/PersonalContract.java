package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.eventstore.Tally.Sign;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.units.Personal;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Personal values are kept as ciphertext under their subject's key, and are gone when that is destroyed. */
public abstract class PersonalContract extends StoreContract {
    private static final String NAME = "Anne Zürcher";

    private final String id = UUID.randomUUID().toString();
    private final String subject = UUID.randomUUID().toString();
    private final StreamId stream = new StreamId("tally", id);

    private Aggregates<Tally.Command, Tally, Tally.Event> tallies() {
        return Tally.aggregates(store());
    }

    private StoredEvent sign(String who, String name) {
        Outcome<Tally> outcome = await(tallies().handle(id, new Sign(Personal.of(who, name)), cause));
        return ((Outcome.Done<Tally>) outcome).events().getFirst();
    }

    private void erase(String who) {
        append(new Append(List.of(), cause, List.of(new Companion.Erasure(who))));
    }

    private Optional<Personal> signature(Aggregates<Tally.Command, Tally, Tally.Event> tallies) {
        return ((Tally.Kept) await(tallies.load(id)).state()).signature();
    }

    private static Personal.Sealed sealed(StoredEvent event) {
        Tally.Event decoded = Tally.TYPES.decode(event.type(), event.json());
        return (Personal.Sealed) ((Tally.Event.Signed) decoded).who();
    }

    @Test
    void the_store_keeps_ciphertext_and_whoever_loads_reads_the_value() {
        StoredEvent stored = sign(subject, NAME);

        assertThat(await(store().read(stream)).getFirst().json()).doesNotContain("Anne", "Zürcher");
        assertThat(sealed(stored).subject()).isEqualTo(subject);
        assertThat(signature(tallies())).contains(Personal.of(subject, NAME));
    }

    @Test
    void a_read_model_that_decodes_without_keys_keeps_what_is_sealed_and_opens_it_at_the_edge() {
        Personal.Sealed kept = sealed(sign(subject, NAME));
        String row = Json.write(kept);

        KeyRing keys = await(store().keys().opening(Set.of(subject)));
        assertThat(keys.open(Json.read(row, Personal.class))).isEqualTo(Personal.of(subject, NAME));
        assertThatThrownBy(() -> Json.write(Personal.of(subject, NAME)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("in the clear")
                .hasMessageNotContaining(NAME);
    }

    @Test
    void each_sealing_differs_and_one_subjects_value_is_not_readable_as_anothers() {
        String other = UUID.randomUUID().toString();
        Personal.Sealed first = sealed(sign(subject, NAME));
        Personal.Sealed second = sealed(sign(subject, NAME));
        sign(other, "Bob");

        assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
        assertThat(first.keyId()).isEqualTo(second.keyId());
        KeyRing keys = await(store().keys().opening(Set.of(subject, other)));
        Personal.Sealed mislabelled = new Personal.Sealed(other, first.keyId(), first.nonce(), first.ciphertext());
        assertThat(keys.open(mislabelled)).isEqualTo(new Personal.Erased(other));
        Personal.Sealed mended = new Personal.Sealed(subject, first.keyId(), second.nonce(), first.ciphertext());
        assertThatThrownBy(() -> keys.open(mended)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void after_the_erasure_everything_reads_as_erased_and_nothing_in_the_log_has_changed() {
        String other = UUID.randomUUID().toString();
        Personal.Sealed kept = sealed(sign(subject, NAME));
        sign(other, "Bob");
        List<StoredEvent> before = await(store().read(stream));

        erase(subject);

        assertThat(await(store().read(stream)))
                .extracting(StoredEvent::json)
                .isEqualTo(before.stream().map(StoredEvent::json).toList());
        KeyRing keys = await(store().keys().opening(Set.of(subject, other)));
        assertThat(keys.open(kept)).isEqualTo(new Personal.Erased(subject));
        assertThat(signature(tallies())).contains(Personal.of(other, "Bob"));
    }

    @Test
    void a_snapshot_holds_no_more_than_the_log() {
        StateForm<Tally> form = new StateForm<>(Tally.class, "tally-1", 1);
        sign(subject, NAME);
        Aggregates<Tally.Command, Tally, Tally.Event> fast = tallies().withSnapshots(form);
        assertThat(signature(fast)).contains(Personal.of(subject, NAME));
        assertThat(await(store().snapshot(stream)).orElseThrow().json()).doesNotContain("Anne");
        assertThat(signature(fast)).contains(Personal.of(subject, NAME));

        erase(subject);

        assertThat(signature(fast)).contains(new Personal.Erased(subject));
    }

    @Test
    void an_erasure_is_for_ever_and_nothing_personal_is_written_after_it() {
        erase(subject);
        erase(subject);

        StoredEvent after = sign(subject, NAME);

        assertThat(after.json()).contains("erased").doesNotContain("ciphertext", "Anne");
        assertThat(signature(tallies())).contains(new Personal.Erased(subject));
    }

    @Test
    void an_erasure_commits_with_the_event_that_records_it_or_not_at_all() {
        sign(subject, NAME);
        Companion erasure = new Companion.Erasure(subject);

        assertThatThrownBy(() -> append(Append.of(write(stream, 7, 1), cause).with(erasure)))
                .isInstanceOf(AppendConflict.Revision.class);
        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", id, "bob"))));
        assertThatThrownBy(() -> append(new Append(
                        List.of(write(stream(), 0, 1)),
                        cause,
                        List.of(erasure, new Companion.Claim("address", id, "alice")))))
                .isInstanceOf(AppendConflict.AlreadyClaimed.class);

        assertThat(signature(tallies())).contains(Personal.of(subject, NAME));
    }

    @Test
    void writers_at_once_seal_a_new_subject_under_one_key() throws InterruptedException, ExecutionException {
        List<UUID> keys = atOnce(8, () -> sealed(sign(subject, NAME)).keyId());

        assertThat(Set.copyOf(keys)).hasSize(1);
    }
}
