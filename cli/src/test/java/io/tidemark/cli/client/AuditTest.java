package io.tidemark.cli.client;

import static io.tidemark.cli.client.FakePlatform.json;
import static io.tidemark.cli.client.FakePlatform.problem;
import static io.tidemark.cli.client.FakePlatform.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.Person.Ended;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.proof.Hash;
import io.tidemark.cli.client.proof.LogKey;
import io.tidemark.cli.client.proof.MerkleTree;
import io.tidemark.cli.client.proof.SmallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final String ORIGIN = "tidemark.test/audit";
    private static final String KEY = "GET /api/audit/v1/key";
    private static final String CHECKPOINT = "GET /api/audit/v1/checkpoint";

    private static final Hash NOTHING = Hash.of(new byte[32]);

    private final FakePlatform platform = new FakePlatform();
    private final LogKey key = new LogKey(ORIGIN);
    private Person audrey = new Person(Path.of("/nowhere"));

    @BeforeEach
    void signIn(@TempDir Path home) {
        audrey = Person.at(platform, home);
        showsLogOf(7);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static String record(int leaf) {
        return "{\"event\":{\"id\":\"e-%d\",\"subject\":\"vm-1\",\"time\":\"2026-11-22T08:00:00Z\",".formatted(leaf)
                + "\"type\":\"tidemark.compute.vm.started.v1\"},\"leaf\":%d}".formatted(leaf);
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(leaf -> record(leaf).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static ObjectNode proof(int leaf, int size) {
        ObjectNode proof = Json.object();
        proof.put("leaf", leaf).put("treeSize", size).put("record", record(leaf));
        proof.put("rootHash", SmallLog.root(leaves(size)).hex());
        proof.put("leafHash", MerkleTree.leafHash(leaves(size).get(leaf)).hex());
        SmallLog.path(leaf, leaves(size))
                .forEach(hash -> proof.withArray("path").add(hash.hex()));
        return proof;
    }

    private String checkpoint(int size) {
        return key.checkpoint(ORIGIN, size, SmallLog.root(leaves(size)));
    }

    private void showsLogOf(int size) {
        platform.on(KEY, text(key.verifierKey() + "\n")).on(CHECKPOINT, text(checkpoint(size)));
        for (int leaf = 0; leaf < size; leaf++) {
            platform.on(proofOf(leaf), json(Json.compact(proof(leaf, size))));
        }
    }

    private void provesGrowth(int oldSize, List<byte[]> leaves) {
        ObjectNode growth = Json.object();
        SmallLog.growth(oldSize, leaves)
                .forEach(hash -> growth.withArray("path").add(hash.hex()));
        platform.on("GET /api/audit/v1/consistency", json(Json.compact(growth)));
    }

    private static String proofOf(int leaf) {
        return "GET /api/audit/v1/records/" + leaf + "/proof";
    }

    @Test
    void everyRecordOfTheLogVerifiesAndTheNewestByDefault() throws IOException {
        for (int leaf = 0; leaf < 7; leaf++) {
            Ended ended = audrey.runs("audit", "verify", Integer.toString(leaf));
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("verified:   true").contains("compute.vm.started  vm-1");
        }
        JsonNode newest = Json.read(audrey.runs("audit", "verify", "-o", "json").out());
        assertThat(newest.path("leaf").asInt()).isEqualTo(6);
        assertThat(newest.path("treeSize").asInt()).isEqualTo(7);
        assertThat(newest.path("verified").asBoolean()).isTrue();
    }

    @Test
    void nothingThatWasTamperedWithVerifies() {
        tampered("its hash differs", proof -> proof.put("record", record(2).replace("vm-1", "vm-2")));
        tampered("its hash differs", proof -> proof.put("leafHash", "00".repeat(32)));
        tampered("does not lead to the root", proof -> proof.withArray("path").remove(0));
        tampered("does not lead to the root", proof -> proof.put("rootHash", "00".repeat(32)));
        tampered(
                "does not lead to the root",
                proof -> proof.set("path", proof(1, 7).get("path")));
        tampered("got the proof of another", proof -> proof.put("leaf", 3));
        tampered("in hexadecimal digits", proof -> proof.put("leafHash", "no hash"));
        tampered("signed checkpoint for 7", proof -> proof.put("treeSize", 8));
    }

    private void tampered(String reason, Consumer<ObjectNode> tampering) {
        ObjectNode proof = proof(2, 7);
        tampering.accept(proof);
        platform.on(proofOf(2), json(Json.compact(proof)));
        Ended ended = audrey.runs("audit", "verify", "2");
        assertThat(ended.code()).as(reason).isEqualTo(5);
        assertThat(ended.err()).contains("NOT VERIFIED").containsAnyOf(reason, "is too short");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aWholeLogRewrittenWithItsRecordDoesNotFitTheSignedRoot() {
        ObjectNode proof = proof(2, 7);
        String forged = record(2).replace("vm-1", "vm-2");
        List<byte[]> leaves = new ArrayList<>(leaves(7));
        leaves.set(2, forged.getBytes(StandardCharsets.UTF_8));
        proof.put("record", forged)
                .put("leafHash", MerkleTree.leafHash(leaves.get(2)).hex());
        proof.put("rootHash", SmallLog.root(leaves).hex());
        platform.on(proofOf(2), json(Json.compact(proof)));
        Ended ended = audrey.runs("audit", "verify", "2");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("leads to another root than the signed one");
    }

    @Test
    void aCheckpointThatIsNotSignedByTheLogsKeyIsRefused() {
        platform.on(CHECKPOINT, text(new LogKey(ORIGIN).checkpoint(ORIGIN, 7, SmallLog.root(leaves(7)))));
        assertThat(audrey.runs("audit", "verify").err()).contains("is not signed by the key " + ORIGIN);
        platform.on(CHECKPOINT, text(checkpoint(7).replace("\n7\n", "\n8\n")));
        assertThat(audrey.runs("audit", "verify").err()).contains("does not fit the checkpoint");
        platform.on(CHECKPOINT, text(key.checkpoint("another log", 7, SmallLog.root(leaves(7)))));
        assertThat(audrey.runs("audit", "verify").code()).isEqualTo(5);
    }

    @Test
    void aKeyFromATrustedSourceIsUsedInsteadOfTheOneShown() {
        Ended trusted = audrey.runs("audit", "verify", "--key", key.verifierKey());
        assertThat(trusted.out()).contains("key from:   --key");
        Ended ended = audrey.runs("audit", "verify", "--key", new LogKey(ORIGIN).verifierKey());
        assertThat(ended.code()).isEqualTo(5);
    }

    @Test
    void aLogProvesThatItOnlyGrewSinceItWasLastSeen() {
        assertThat(audrey.runs("audit", "verify").out()).contains("now remembered");
        assertThat(audrey.runs("audit", "verify").out()).contains("key from:   remembered");
        showsLogOf(9);
        provesGrowth(7, leaves(9));
        Ended grown = audrey.runs("audit", "verify");
        assertThat(grown.code()).as(grown.err()).isZero();
        assertThat(grown.out()).contains("records:    9");
        assertThat(platform.received("GET /api/audit/v1/consistency").getFirst().target())
                .endsWith("?oldSize=7&newSize=9");
        assertThat(platform.received(proofOf(8)).getLast().target()).endsWith("?treeSize=9");
    }

    @Test
    void aLogThatWasRewrittenSinceItWasLastSeenIsCaught() {
        assertThat(audrey.runs("audit", "verify").code()).isZero();
        List<byte[]> rewritten = new ArrayList<>(leaves(9));
        rewritten.set(3, "another past".getBytes(StandardCharsets.UTF_8));
        platform.on(CHECKPOINT, text(key.checkpoint(ORIGIN, 9, SmallLog.root(rewritten))));
        provesGrowth(7, rewritten);
        Ended ended = audrey.runs("audit", "verify");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("the log was rewritten").contains("the 7 records that it had before");
    }

    @Test
    void aLogThatShrinksForksOrChangesItsKeyIsCaught() {
        assertThat(audrey.runs("audit", "verify").code()).isZero();
        showsLogOf(5);
        assertThat(audrey.runs("audit", "verify").err()).contains("the log has shrunk: 7 records were signed before");
        platform.on(CHECKPOINT, text(key.checkpoint(ORIGIN, 7, NOTHING)));
        assertThat(audrey.runs("audit", "verify").err()).contains("another history than before");
        LogKey other = new LogKey(ORIGIN);
        showsLogOf(7);
        platform.on(KEY, text(other.verifierKey()))
                .on(CHECKPOINT, text(other.checkpoint(ORIGIN, 7, SmallLog.root(leaves(7)))));
        Ended changed = audrey.runs("audit", "verify");
        assertThat(changed.code()).isEqualTo(5);
        assertThat(changed.err()).contains("the log shows another key than before");
        assertThat(audrey.runs("audit", "verify", "--forget").code()).isZero();
    }

    @Test
    void anEmptyLogHasASignedCheckpointOnly() {
        platform.on(CHECKPOINT, text(key.checkpoint(ORIGIN, 0, NOTHING)));
        Ended ended = audrey.runs("audit", "verify");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("records:    0");
    }

    private static final String TRACE = """
            {"correlationId": "%s", "roots": [
              {"leaf": 10, "type": "tidemark.compute.vm.defined.v1", "subject": "vm-1", "actor": "alice",
               "time": "2026-11-22T08:00:00Z", "data": {"name": "web1"}, "children": [
                 {"leaf": 12, "type": "tidemark.compute.vm.placed.v1", "subject": "vm-1", "actor": "compute",
                  "time": "2026-11-22T08:00:00.120Z", "data": {}, "children": [
                    {"leaf": 15, "type": "tidemark.node.vm.running.v1", "subject": "node-1", "actor": "node-1",
                     "time": "2026-11-22T08:00:01.900Z", "children": [], "data": {"actions": [
                       {"call": "qemu-img create", "target": "disk0", "startedAt": "2026-11-22T08:00:00.300Z",
                        "micros": 85000, "outcome": "ok"},
                       {"call": "virDomainCreateXML", "target": "web1", "startedAt": "2026-11-22T08:00:00.400Z",
                        "micros": 1420000, "outcome": "ok"}]}}]},
                 {"leaf": 11, "type": "tidemark.network.port.allocated.v1", "subject": "port-1", "actor": "network",
                  "time": "2026-11-22T08:00:00.060Z", "data": {"ip": "10.20.0.5"}, "children": []}]}]}""".formatted(Samples.CORRELATION);

    @Test
    void aTraceIsATreeInTimeFromTheRequestToTheCallsOnTheHost() {
        platform.on("GET /api/audit/v1/traces/" + Samples.CORRELATION, json(TRACE));
        Ended ended = audrey.runs("audit", "trace", Samples.CORRELATION);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "Trace " + Samples.CORRELATION + ", from 2026-11-22T08:00:00Z",
                        "     +0 ms  \u2514\u2500 compute.vm.defined  vm-1  by alice  web1  #10",
                        "    +60 ms     \u251c\u2500 network.port.allocated  port-1  by network  10.20.0.5  #11",
                        "   +120 ms     \u2514\u2500 compute.vm.placed  vm-1  by compute  #12",
                        "   +1.90 s        \u2514\u2500 node.vm.running  node-1  by node-1  #15",
                        "   +300 ms           \u251c\u2574 qemu-img create disk0  took 85 ms  ok",
                        "   +400 ms           \u2514\u2574 virDomainCreateXML web1  took 1.42 s  ok");
    }

    @Test
    void anOperationLeadsToItsTraceAndScriptsGetItAsItIs() throws IOException {
        platform.on("GET /api/audit/v1/traces/" + Samples.CORRELATION, json(TRACE))
                .on("GET /api/compute/v1/operations/" + Samples.OPERATION, json(Samples.operation("succeeded", 100)));
        Ended ended = audrey.runs("audit", "trace", Samples.OPERATION, "-o", "json");
        assertThat(Json.read(ended.out())).isEqualTo(Json.read(TRACE));
        assertThat(audrey.runs("audit", "trace", Samples.OPERATION, "-q").out().lines())
                .containsExactly("10", "12", "15", "11");
    }

    @Test
    void whatNobodyRecordedOrOneMayNotSeeIsRefused() {
        platform.on("GET /api/audit/v1/traces/" + Samples.CORRELATION, problem(403, "FORBIDDEN", "audit.read"));
        Ended ended = audrey.runs("audit", "trace", Samples.CORRELATION);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("no event is recorded under " + Samples.CORRELATION);
    }
}
