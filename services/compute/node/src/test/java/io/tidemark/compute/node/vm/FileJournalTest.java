package io.tidemark.compute.node.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final List<Action> ACTIONS = List.of(new Action("virDomainCreateXML", "vm", AT, 412_000, Action.OK));
    private static final VmDirective DIRECTIVE = new VmDirective(
            new VmId(new UUID(1, 1)),
            4,
            Desired.STOPPED,
            StopMode.FORCED,
            "a \"name\" \u0001",
            "acme",
            2,
            MemorySize.ofMebibytes(512),
            List.of(new VmDirective.Disk(new UUID(2, 2), MemorySize.ZERO, new UUID(3, 3), "tiny.qcow2")),
            List.of(new VmDirective.Nic(new UUID(4, 4), "52:54:00:00:00:01", 6)),
            4,
            new VmDirective.Power(true, 2, StopMode.FORCED));
    private static final GuestPower BUSY = new GuestPower(
            3,
            1,
            Optional.of(GuestPower.Standstill.IO_ERROR),
            Optional.of(new GuestPower.Restarting(2, StopMode.GRACEFUL, AT, Optional.of(AT))),
            Optional.of(new GuestPower.Failure("CODE", "detail")),
            ACTIONS,
            true,
            false);
    private static final List<Phase> PHASES = List.of(
            new Phase.Waiting(AT),
            new Phase.Starting(AT),
            new Phase.Running(ACTIONS, true, GuestPower.fresh(DIRECTIVE)),
            new Phase.Running(ACTIONS, true, BUSY),
            new Phase.Stopping(StopMode.GRACEFUL, Optional.of(AT), ACTIONS),
            new Phase.Stopping(StopMode.FORCED, Optional.empty(), List.of()),
            new Phase.Stopped(StopCause.GUEST_SHUTDOWN, ACTIONS, false),
            new Phase.Failed("code", "detail", ACTIONS, true),
            new Phase.Removing(),
            new Phase.Absent(true));

    @TempDir
    private Path folder = Path.of("unset");

    private static JournalEntry entry(Phase phase) {
        return new JournalEntry(DIRECTIVE, Map.of("ce_id", "1", "ce_correlationid", "2"), 3, phase, "boot", "boot", 3);
    }

    @Test
    void every_phase_reads_back_as_it_was_written() {
        for (Phase phase : PHASES) {
            new FileJournal(folder).write(DIRECTIVE.vm(), entry(phase));
            assertThat(new FileJournal(folder).readAll()).containsExactly(entry(phase));
        }
    }

    @Test
    void a_guest_in_the_journal_of_an_older_agent_owes_nothing_that_its_directive_asked_before() {
        ObjectNode older = JournalJson.write(entry(new Phase.Running(ACTIONS, true, BUSY)));
        ((ObjectNode) older.get("phase")).remove("power");
        ((ObjectNode) older.get("desired")).remove("power");
        JournalEntry read = JournalJson.read(older);
        assertThat(read.desired().power()).isEqualTo(VmDirective.Power.ON);
        assertThat(read.phase()).isEqualTo(new Phase.Running(ACTIONS, true, GuestPower.fresh(read.desired())));
    }

    @Test
    void a_write_that_did_not_finish_leaves_the_entry_as_it_was() throws IOException {
        FileJournal journal = new FileJournal(folder);
        journal.write(DIRECTIVE.vm(), entry(PHASES.getFirst()));
        Files.writeString(folder.resolve(DIRECTIVE.vm() + ".next"), "{\"version\":");
        assertThat(journal.readAll()).containsExactly(entry(PHASES.getFirst()));
    }

    @Test
    void a_spoilt_file_does_not_keep_the_others_from_being_read() throws IOException {
        FileJournal journal = new FileJournal(folder);
        journal.write(DIRECTIVE.vm(), entry(PHASES.getFirst()));
        Files.writeString(folder.resolve(new UUID(9, 9) + ".json"), "{");
        Files.writeString(folder.resolve(new UUID(9, 8) + ".json"), "{\"version\": 1}");
        assertThat(journal.readAll()).containsExactly(entry(PHASES.getFirst()));
    }
}
