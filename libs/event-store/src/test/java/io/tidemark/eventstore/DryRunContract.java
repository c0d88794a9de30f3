package io.tidemark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.eventstore.Tally.Mark;
import io.tidemark.eventstore.Tally.Name;
import io.tidemark.eventstore.Tally.Sign;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.units.Personal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Companion.DryRun} promises: everything is checked, what would be is told, and nothing is kept. */
public abstract class DryRunContract extends StoreContract {
    private static final Companion DRY = new Companion.DryRun();

    private final String id = UUID.randomUUID().toString();
    private final StreamId tally = new StreamId("tally", id);

    private Aggregates<Tally.Command, Tally, Tally.Event> tallies() {
        return Tally.aggregates(store());
    }

    private AppendConflict.DryRun tried(Append append) {
        return catchThrowableOfType(AppendConflict.DryRun.class, () -> append(append.with(DRY)));
    }

    private AppendConflict.DryRun tried(Aggregates<Tally.Command, Tally, Tally.Event> tallies, Tally.Command command) {
        return catchThrowableOfType(
                AppendConflict.DryRun.class, () -> await(tallies.handle(id, command, cause, List.of(DRY))));
    }

    @Test
    void tells_what_would_be_appended_and_keeps_none_of_it() {
        StreamId stream = stream();
        append(Append.of(write(stream, 0, 1), cause));
        int before = all().size();
        StreamWrite write = write(stream, 1, 2);
        String value = UUID.randomUUID().toString();
        Companion record = new Companion.IdempotencyRecord("alice", value, "hash", 202, "", "{}", UUID.randomUUID());
        Companion claim = new Companion.Claim("address", value, "alice");

        AppendConflict.DryRun told = tried(new Append(List.of(write), cause, List.of(record, claim, mark(value, 1))));

        assertThat(told.writes()).containsExactly(write);
        assertThat(all()).hasSize(before);
        append(Append.of(write, cause)
                .with(record)
                .with(new Companion.Claim("address", value, "bob"))
                .with(mark(value, 1)));
    }

    @Test
    void what_would_be_refused_is_refused_in_the_same_words() {
        StreamId stream = stream();
        String value = UUID.randomUUID().toString();
        Append taken = new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "bob")));
        append(Append.of(write(stream, 0, 1), cause));
        append(new Append(List.of(), cause, List.of(new Companion.Claim("address", value, "alice"), mark(value, 1))));

        for (Append refused : List.of(
                Append.of(write(stream, 0, 1), cause),
                Append.of(write(stream, 5, 1), cause),
                taken,
                Append.of(write(stream(), 0, 1), cause).with(mark(value, 1)),
                Append.of(write(stream(), 0, 1), cause).with(mark(value, 3)))) {
            AppendConflict real = catchThrowableOfType(AppendConflict.class, () -> append(refused));
            assertThatThrownBy(() -> append(refused.with(DRY)))
                    .isInstanceOf(real.getClass())
                    .hasMessage(real.getMessage());
        }
    }

    @Test
    void a_command_is_decided_on_the_folded_state_and_changes_nothing() {
        await(tallies().handle(id, new Mark(new Name("anne"), 1), cause));

        AppendConflict.DryRun told = tried(tallies(), new Mark(new Name("bob"), 2));

        StreamWrite write = told.writes().getFirst();
        assertThat(write.stream()).isEqualTo(tally);
        assertThat(write.expectedRevision()).isEqualTo(1);
        assertThat(write.objectPath()).isEqualTo("/tallies");
        assertThat(write.events()).extracting(NewEvent::type).containsExactly(Tally.MARKED);
        assertThat(await(tallies().load(id)).revision()).isEqualTo(1);
    }

    @Test
    void keeps_no_snapshot_and_believes_the_one_there_is() {
        Aggregates<Tally.Command, Tally, Tally.Event> fast =
                tallies().withSnapshots(new StateForm<>(Tally.class, "tally-1", 2));
        await(tallies().handle(id, new Mark(new Name("anne"), 1), cause));
        await(tallies().handle(id, new Mark(new Name("anne"), 1), cause));

        assertThat(tried(fast, new Mark(new Name("bob"), 2)).writes().getFirst().expectedRevision())
                .isEqualTo(2);
        assertThat(await(store().snapshot(tally))).isEmpty();

        await(fast.load(id));
        assertThat(tried(fast, new Mark(new Name("bob"), 2)).writes().getFirst().expectedRevision())
                .isEqualTo(2);
    }

    @Test
    void personal_values_are_told_sealed_and_no_key_is_made_for_them() {
        String subject = UUID.randomUUID().toString();

        AppendConflict.DryRun told = tried(tallies(), new Sign(Personal.of(subject, "Anne")));

        String json = told.writes().getFirst().events().getFirst().json();
        assertThat(json).contains(subject, "ciphertext").doesNotContain("Anne");
        Tally.Event.Signed signed = (Tally.Event.Signed) Tally.TYPES.decode(Tally.SIGNED, json);
        KeyRing keys = await(store().keys().sealing(Set.of(subject)));
        assertThat(keys.open(signed.who())).isEqualTo(new Personal.Erased(subject));
    }

    @Test
    void an_erased_person_is_told_as_erased_and_a_tried_erasure_erases_nobody() {
        String erased = UUID.randomUUID().toString();
        String kept = UUID.randomUUID().toString();
        append(new Append(List.of(), cause, List.of(new Companion.Erasure(erased))));
        await(tallies().handle(id, new Sign(Personal.of(kept, "Bob")), cause));

        tried(new Append(List.of(), cause, List.of(new Companion.Erasure(kept))));

        assertThat(((Tally.Kept) await(tallies().load(id)).state()).signature()).contains(Personal.of(kept, "Bob"));
        assertThat(tried(tallies(), new Sign(Personal.of(erased, "Anne")))
                        .writes()
                        .getFirst()
                        .events()
                        .getFirst()
                        .json())
                .contains("erased")
                .doesNotContain("ciphertext", "Anne");
    }
}
