package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.items;
import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.client.Person.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Everything that changes something can be tried, and what-if changes nothing at all. */
class DryRunTest {
    private static final String TOLD = """
            {"wouldAnswer": 202, "repeats": false, "appends": [{"stream": "vm/%s", "revision": 3, "objectPath": "/",
             "events": [{"type": "tidemark.compute.vm.stop-directed.v1", "data": {"mode": "forced"}},
                        {"type": "tidemark.compute.vm.stopped.v1", "data": {}}]}]}""".formatted(Samples.WEB1);

    private final FakePlatform platform = new FakePlatform();
    private Person alice = new Person(Path.of("/nowhere"));
    private Path file = Path.of("/nowhere");

    @BeforeEach
    void signIn(@TempDir Path home) throws IOException {
        alice = Person.at(platform, home);
        file = Files.writeString(home.resolve("tiny.iso"), "bytes");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    /** One command line of each writing command, and the request that it sends. */
    private Map<String, String> writes() {
        String id = Samples.WEB1;
        Map<String, String> writes = new TreeMap<>();
        writes.put("vm create web --image " + id + " --tenant " + id, "POST /api/compute/v1/vms");
        writes.put("vm start " + id, "POST /api/compute/v1/vms/" + id + "/start");
        writes.put("vm stop " + id + " --force", "POST /api/compute/v1/vms/" + id + "/stop");
        writes.put("vm pause " + id, "POST /api/compute/v1/vms/" + id + "/pause");
        writes.put("vm resume " + id, "POST /api/compute/v1/vms/" + id + "/resume");
        writes.put("vm reset " + id, "POST /api/compute/v1/vms/" + id + "/reset");
        writes.put("vm reboot " + id + " --force", "POST /api/compute/v1/vms/" + id + "/reboot");
        writes.put("vm rename " + id + " web2", "PUT /api/compute/v1/vms/" + id + "/name");
        writes.put("vm delete " + id, "DELETE /api/compute/v1/vms/" + id);
        writes.put("vm undelete " + id, "POST /api/compute/v1/vms/" + id + "/undelete");
        writes.put("image import " + file + " --public", "POST /api/compute/v1/images");
        writes.put("image delete " + id, "DELETE /api/compute/v1/images/" + id);
        writes.put("operation cancel " + id, "POST /api/compute/v1/operations/" + id + "/cancel");
        writes.put("process retry " + id, "POST /api/compute/v1/processes/" + id + "/retry");
        writes.put("process cancel " + id, "POST /api/compute/v1/processes/" + id + "/cancel");
        writes.put("reconcile " + id, "POST /api/compute/v1/vms/" + id + "/reconcile");
        writes.put("memory limit " + id + " 256M", "PUT /api/memory-broker/v1/guests/" + id + "/limit");
        writes.put("port shape " + id + " --in-average 1M", "PUT /api/network/v1/ports/" + id + "/shape");
        writes.put("view rebuild compute/vm", "POST /api/compute/v1/views/vm/rebuild");
        writes.put("relay republish compute --from 1 --to 2", "POST /api/compute/v1/relay/republish");
        writes.put("parked retry network compute " + id, "POST /api/network/v1/parked/retry");
        writes.put("parked skip network compute " + id + " 7 --reason why", "POST /api/network/v1/parked/skip");
        return writes;
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(DryRunTest::below));
    }

    private Ended runs(String line, String... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.addAll(Arrays.asList(more));
        return alice.runs(words.toArray(String[]::new));
    }

    @Test
    void everyCommandThatWritesCanBeTriedAndThenSendsNothingElse() {
        assertThat(below(alice.commandLine())
                        .map(CommandLine::getCommandSpec)
                        .filter(spec -> spec.findOption("--dry-run") != null)
                        .map(spec -> spec.qualifiedName().substring("tide ".length())))
                .allSatisfy(name -> assertThat(writes().keySet()).anyMatch(line -> line.startsWith(name + " ")))
                .hasSameSizeAs(writes().keySet());
        platform.on("GET /api/network/v1/ports/" + Samples.WEB1, json("{\"id\": \"" + Samples.WEB1 + "\"}"));
        writes().forEach((line, request) -> {
            platform.on(request, json(TOLD));

            Ended ended = runs(line, "--dry-run");

            assertThat(ended.code()).as(line + ": " + ended.err()).isZero();
            assertThat(ended.out())
                    .as(line)
                    .contains("would be accepted with 202; nothing was changed")
                    .contains("vm/" + Samples.WEB1 + " 4  compute.vm.stop-directed  {\"mode\":\"forced\"}")
                    .contains("vm/" + Samples.WEB1 + " 5  compute.vm.stopped");
            assertThat(platform.received(request)).singleElement().satisfies(sent -> {
                assertThat(sent.target()).containsPattern("[?&]dryRun=true$");
                assertThat(sent.header("Idempotency-Key")).isNotBlank();
            });
            assertThat(platform.received().getLast().target())
                    .as("the last that is sent")
                    .contains("dryRun=true");
        });
    }

    @Test
    void whatWouldBeRefusedIsToldAsARefusalAndARepeatAsOne() {
        String stop = "POST /api/compute/v1/vms/" + Samples.WEB1 + "/stop";
        platform.on(stop, problem(409, "VM_NOT_RUNNING", "it is not running"));
        Ended refused = runs("vm stop " + Samples.WEB1, "--dry-run");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("it is not running", "VM_NOT_RUNNING");

        platform.on(stop, json("{\"wouldAnswer\": 202, \"repeats\": true, \"appends\": []}"));
        assertThat(runs("vm stop " + Samples.WEB1, "--dry-run", "--idempotency-key", "k")
                        .out())
                .contains("nothing would happen: this idempotency key has its answer already");
        assertThat(runs("vm stop " + Samples.WEB1, "--dry-run", "-o", "json").out())
                .contains("\"repeats\": true");
    }

    @Test
    void reconcilingAllMachinesTellsOfEachWhatWouldBeAppendedAndUnderOneKeyHasOneEffectOnEach() {
        String of = "/api/compute/v1/vms/%s/reconcile";
        platform.on(
                        "GET /api/compute/v1/vms",
                        items(Samples.vm(Samples.WEB1, "web1"), Samples.vm(Samples.WEB2, "web2")))
                .on("POST " + of.formatted(Samples.WEB1), json("""
                        {"wouldAnswer": 200, "repeats": false, "appends": [{"stream": "vm/%s", "revision": 7,
                         "events": [{"type": "tidemark.compute.vm.asked-again.v1",
                                     "data": {"reason": "recorded running, but node does not run it"}}]}]}""".formatted(Samples.WEB1)))
                .on("POST " + of.formatted(Samples.WEB2), json("""
                        {"wouldAnswer": 200, "repeats": false, "appends": [
                         {"stream": "vm/%s", "revision": 9, "events": []}]}""".formatted(Samples.WEB2)));

        String told = alice.out("reconcile", "--dry-run", "--idempotency-key", "k");

        assertThat(told.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("vm/" + Samples.WEB1 + " 8  compute.vm.asked-again  {")
                        .contains("recorded running, but node does not run it"))
                .anySatisfy(line -> assertThat(line).contains("vm/" + Samples.WEB2 + " 9  nothing: it stays as it is"));
        alice.out("reconcile", "--dry-run", "--idempotency-key", "k");
        List<String> first = keys(of.formatted(Samples.WEB1));
        assertThat(first).hasSize(2).containsOnly(first.getFirst());
        assertThat(keys(of.formatted(Samples.WEB2))).doesNotContainAnyElementsOf(first);
    }

    private List<String> keys(String path) {
        return platform.received("POST " + path).stream()
                .map(sent -> sent.header("Idempotency-Key"))
                .toList();
    }

    @Test
    void aPlatformThatDoesNotKnowDryRunsIsNotTrustedWithOne() {
        platform.on("POST /api/compute/v1/vms/" + Samples.WEB1 + "/stop", json(202, "{\"id\": \"x\"}"));
        Ended ended = runs("vm stop " + Samples.WEB1, "--dry-run");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("has done it");
    }

    @Test
    void whatIfAsksWithItsInputsAsOfItsMomentAndShowsWhoGoesWhereAndWhy() {
        String host = "22222222-2222-4222-8222-222222222222";
        platform.on("GET /api/compute/v1/nodes", items("{\"id\": \"" + host + "\", \"hostname\": \"host2\"}"))
                .on("POST /api/compute/v1/what-if", json("""
                        {"position": 40,
                         "displaced": [{"vmId": "%s", "name": "web1", "memoryBytes": 1073741824, "nodeId": "%s",
                           "running": true, "restart": {"reasons": [
                             {"nodeId": "n1", "verdict": "refused", "why": "the disk is on host2"}]},
                           "elsewhere": {"nodeId": "n1", "reasons": []}}],
                         "arrivals": [{"name": "vm-1", "memoryBytes": 2147483648, "nodeId": "n1", "reasons": [
                             {"nodeId": "n1", "verdict": "chosen", "why": "7 GiB uncommitted"}]},
                           {"name": "vm-2", "memoryBytes": 2147483648, "reasons": [],
                            "refusal": {"code": "NO_NODE", "detail": "n1: needs 2 GiB, has 1 GiB"}}],
                         "nodes": [{"nodeId": "n1", "hostname": "host1", "reachable": true,
                           "memoryBytes": 8589934592, "committedBytes": 3221225472}]}""".formatted(Samples.WEB1, host)));

        Ended ended = runs("what-if --as-of 17 --vm 2GiBx2 --without host2 --with 64GiB");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("nowhere: n1: refused, the disk is on host2")
                .contains("n1: chosen, 7 GiB uncommitted")
                .contains("n1: needs 2 GiB, has 1 GiB [NO_NODE]")
                .containsPattern("host1 +reachable +8 GiB +3 GiB +5 GiB");
        var asked = platform.received().getLast();
        assertThat(asked.target()).endsWith("/what-if?asOf=17");
        assertThat(asked.header("Idempotency-Key")).isEmpty();
        assertThat(asked.body())
                .isEqualTo("{\"vms\":[{\"memoryBytes\":2147483648,\"count\":2}],\"withoutNodes\":[\"" + host
                        + "\"],\"withNodes\":[{\"memoryBytes\":68719476736,\"count\":1}]}");
        assertThat(runs("what-if -o json").out()).contains("\"position\": 40");
        assertThat(runs("what-if --vm 2GiBx0").code()).isEqualTo(2);
        assertThat(runs("what-if --vm many").code()).isEqualTo(2);
    }
}
