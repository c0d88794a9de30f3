package io.tidemark.launcher;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tidemark.launcher.home.Ports;
import io.tidemark.launcher.host.HostSweep;
import io.tidemark.launcher.host.ProcFs;
import io.tidemark.launcher.host.RunningProcess;
import io.tidemark.launcher.part.Part;
import io.tidemark.launcher.part.PartCatalogue;
import io.tidemark.launcher.process.PartState;
import io.tidemark.launcher.process.PlatformState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs of a platform at this moment, and what memory it takes.
 *
 * @param address               where people and programs come in
 * @param supervised            whether a supervisor starts again what dies
 * @param ready                 whether every part serves
 * @param servicesResidentBytes the five services together
 * @param totalResidentBytes    all parts and the supervisor; without guests and the node's helpers
 */
@JsonPropertyOrder({"home", "address", "ready", "supervised"})
public record PlatformStatus(
        String home,
        String address,
        boolean ready,
        boolean supervised,
        List<PartStatus> parts,
        List<HelperStatus> helpers,
        long servicesResidentBytes,
        long totalResidentBytes) {

    /**
     * @param state         ready, starting, waiting, pausing or stopped
     * @param pid           0 if it does not run
     * @param restarts      since the supervisor began
     * @param residentBytes 0 if it does not run
     */
    public record PartStatus(
            String name,
            String state,
            long pid,
            int port,
            int restarts,
            long residentBytes,
            @Nullable String problem) {}

    /** A guest or one of the node's daemons, which outlive the parts. */
    public record HelperStatus(String program, long pid, long residentBytes) {}

    private static final String SUPERVISOR = "supervisor";

    /** Looks now. Needs no rights beyond reading {@code /proc}. */
    public static PlatformStatus of(Platform platform) throws IOException {
        Optional<RunningProcess> supervisor = platform.supervisor();
        List<PartState> known = PlatformState.read(platform.home().stateFile())
                .filter(state -> supervisor.isPresent())
                .map(PlatformState::parts)
                .orElse(List.of());
        List<PartStatus> parts = new ArrayList<>();
        for (Part part : platform.parts()) {
            parts.add(part(part, known));
        }
        boolean ready = parts.stream().allMatch(part -> part.state().equals("ready"));
        supervisor.ifPresent(process -> parts.add(
                new PartStatus(SUPERVISOR, "ready", process.pid(), 0, 0, ProcFs.residentBytes(process.pid()), null)));
        return new PlatformStatus(
                platform.home().root().toString(),
                platform.ports().url(Ports.CONSOLE),
                ready,
                supervisor.isPresent(),
                List.copyOf(parts),
                helpers(platform),
                parts.stream()
                        .filter(part -> PartCatalogue.SERVICES.contains(part.name()))
                        .mapToLong(PartStatus::residentBytes)
                        .sum(),
                parts.stream().mapToLong(PartStatus::residentBytes).sum());
    }

    private static PartStatus part(Part part, List<PartState> known) {
        Optional<PartState> state =
                known.stream().filter(one -> one.name().equals(part.name())).findFirst();
        long pid =
                ProcFs.withArgument(part.signature()).map(RunningProcess::pid).orElse(0L);
        return new PartStatus(
                part.name(),
                state.map(one -> one.phase().name().toLowerCase(Locale.ROOT)).orElseGet(() -> unsupervised(part, pid)),
                pid,
                part.port(),
                state.map(PartState::restarts).orElse(0),
                residentBytes(pid),
                state.map(PartState::problem).orElse(null));
    }

    private static String unsupervised(Part part, long pid) {
        if (pid == 0) {
            return "stopped";
        }
        return part.isReady() ? "ready" : "starting";
    }

    /** A part that is several processes shares memory among them. */
    private static long residentBytes(long pid) {
        if (pid == 0) {
            return 0;
        }
        List<Long> tree = ProcFs.tree(pid);
        return tree.size() == 1 ? ProcFs.residentBytes(pid) : ProcFs.proportionalBytes(tree);
    }

    private static List<HelperStatus> helpers(Platform platform) {
        return new HostSweep(platform.home())
                .processes().stream()
                        .map(process -> new HelperStatus(
                                HostSweep.program(process.pid()), process.pid(), ProcFs.residentBytes(process.pid())))
                        .toList();
    }
}
