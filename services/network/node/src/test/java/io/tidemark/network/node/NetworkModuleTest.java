package io.tidemark.network.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.network.node.PortReadiness.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NetworkModuleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NODE = "6f1d9c1a-0000-4000-8000-000000000001";
    private static final NetworkState BLUE = Samples.network(1);
    private static final PortState ANN = Samples.port(BLUE, 1);
    private static final PortState BEN = Samples.port(BLUE, 2);

    private record Fact(String type, String key, ObjectNode body, Cause cause) {}

    private final RefusingDataplane dataplane = new RefusingDataplane();
    private final List<Fact> facts = new ArrayList<>();
    private NetworkModule module = start();

    private NetworkModule start() {
        return new NetworkModule(
                NODE, dataplane, (type, key, body, cause) -> facts.add(new Fact(type, key, body, cause)));
    }

    @Test
    void aPortIsBoundAndToldWithWhatWasDone() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 3);

        assertThat(module.readiness(ANN.portId(), 3)).isEqualTo(new Answer.Held(dataplane.tapOf(ANN.portId()), 3));
        Fact fact = onlyFact();
        assertThat(fact.type()).isEqualTo("tidemark.node.port.bound.v1");
        assertThat(fact.key()).isEqualTo("network/port/" + ANN.portId());
        assertThat(fact.cause()).isEqualTo(cause(ANN.portId().value(), 3));
        assertThat(fact.body().get("nodeId").textValue()).isEqualTo(NODE);
        assertThat(fact.body().get("portId").textValue()).isEqualTo(ANN.portId().value());
        assertThat(fact.body().get("generation").longValue()).isEqualTo(3);
        assertThat(fact.body().get("actions")).isNotEmpty();
        assertThat(fact.body().get("actions").get(0).fieldNames())
                .toIterable()
                .containsExactly("call", "target", "startedAt", "micros", "outcome");
    }

    @Test
    void beforeItBeginsItOnlyRemembers() {
        give(BLUE, 1);
        give(ANN, 1);

        assertThat(dataplane.list()).isEqualTo(Inventory.EMPTY);
        module.begin();
        assertThat(dataplane.list().ports()).containsOnlyKeys(ANN.portId());
        assertThat(facts).hasSize(1);
    }

    @Test
    void aPortThatComesBeforeItsNetworkWaitsForIt() {
        module.begin();
        give(ANN, 1);

        assertThat(module.readiness(ANN.portId(), 1))
                .isEqualTo(new Answer.Waiting("network " + BLUE.networkId() + " is not known yet"));
        give(BLUE, 1);
        assertThat(module.readiness(ANN.portId(), 1)).isInstanceOf(Answer.Held.class);
    }

    @Test
    void anOlderGenerationChangesNothing() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 5);
        give(absent(ANN, 4), ANN.portId(), 4);
        give(new PortState(ANN.portId(), BLUE.networkId(), BEN.mac(), BEN.ip(), ANN.shape()), 4);

        assertThat(facts).hasSize(1);
        assertThat(dataplane.list().ports()).containsOnlyKeys(ANN.portId());
        assertThat(dataplane.ensurePort(BLUE, ANN).isNothing()).isTrue();
    }

    @Test
    void aNewerGenerationIsNotReadyBeforeItIsHeld() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 1);

        assertThat(module.readiness(ANN.portId(), 2))
                .isEqualTo(new Answer.Waiting("held at generation 1, not yet at 2"));
        CompletableFuture<String> tap = module.whenHeld(ANN.portId(), 2);
        assertThat(tap).isNotDone();
        give(ANN.withShape(new Shape(Samples.megabits(10), Samples.megabits(5))), 2);
        assertThat(tap).isCompletedWithValue(dataplane.tapOf(ANN.portId()));
        assertThat(module.whenHeld(ANN.portId(), 1)).isCompleted();
        assertThat(facts)
                .extracting(fact -> fact.body().get("generation").longValue())
                .containsExactly(1L, 2L);
    }

    @Test
    void aPortToBeAbsentIsRemovedAndToldAlsoWhenItNeverWas() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 1);
        give(absent(ANN, 2), ANN.portId(), 2);
        give(absent(BEN, 1), BEN.portId(), 1);

        assertThat(dataplane.list().ports()).isEmpty();
        assertThat(facts)
                .extracting(Fact::type)
                .containsExactly(
                        "tidemark.node.port.bound.v1", "tidemark.node.port.absent.v1", "tidemark.node.port.absent.v1");
        assertThat(module.readiness(ANN.portId(), 1)).isEqualTo(new Answer.Waiting("it is to be absent"));
    }

    @Test
    void afterARestartEverythingIsToldAgainAndNothingIsDoneTwice() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 1);
        facts.clear();
        module = start();
        give(BLUE, 1);
        give(ANN, 1);
        module.begin();

        assertThat(onlyFact().body().get("actions")).isEmpty();
        assertThat(module.readiness(ANN.portId(), 1)).isInstanceOf(Answer.Held.class);
    }

    @Test
    void silenceAboutAPortLeavesItAsItIs() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 1);
        module = start();
        give(BLUE, 1);
        module.begin();

        assertThat(dataplane.list().ports()).containsOnlyKeys(ANN.portId());
    }

    @Test
    void whatOthersBreakIsMendedAndTold() {
        module.begin();
        give(BLUE, 1);
        give(ANN, 1);
        module.reconcile();
        assertThat(facts).hasSize(1);
        dataplane.removePort(ANN.portId());

        module.reconcile();

        assertThat(dataplane.list().ports()).containsOnlyKeys(ANN.portId());
        assertThat(facts).hasSize(2);
        assertThat(facts.getLast().body().get("actions")).isNotEmpty();
    }

    @Test
    void whatTheHostRefusesIsTriedAgainAndHoldsUpNoOtherPort() {
        dataplane.refused.add(ANN.portId());
        give(BLUE, 1);
        give(ANN, 1);
        give(BEN, 1);
        module.begin();

        assertThat(module.readiness(ANN.portId(), 1)).isEqualTo(new Answer.Waiting("no more taps"));
        assertThat(module.readiness(BEN.portId(), 1)).isInstanceOf(Answer.Held.class);
        dataplane.refused.clear();
        module.reconcile();
        assertThat(module.readiness(ANN.portId(), 1)).isInstanceOf(Answer.Held.class);
        assertThat(facts.getLast().body().get("actions").findValuesAsText("outcome"))
                .contains("failed: no more taps", "ok");
    }

    @Test
    void aPortThatDoesNotFitOnItsNetworkIsNotReadyAndSaysWhy() {
        module.begin();
        give(BLUE, 1);
        give(new PortState(ANN.portId(), BLUE.networkId(), ANN.mac(), BLUE.gateway(), ANN.shape()), 1);

        assertThat(module.readiness(ANN.portId(), 1))
                .isEqualTo(new Answer.Waiting("10.77.1.1 is not for a guest on 10.77.1.0/24"));
    }

    @Test
    void malformedDirectivesChangeNothingAndSayWhatIsWrong() {
        module.begin();
        give(BLUE, 1);
        String key = "network/port/" + ANN.portId();
        ObjectNode noMac = (ObjectNode) json(ANN, 1);
        noMac.remove("mac");
        ObjectNode otherId = (ObjectNode) json(BEN, 1);
        ObjectNode inverted = (ObjectNode) json(ANN.withShape(new Shape(Samples.megabits(10), TrafficLimit.NONE)), 1);
        ((ObjectNode) inverted.at("/shape/inbound")).put("peakBitsPerSecond", 9_000_000);

        for (JsonNode body : List.of(noMac, otherId, inverted)) {
            assertThatThrownBy(() -> module.accept(key, body, cause("x", 1)))
                    .isInstanceOf(MalformedDirective.class)
                    .hasMessageStartingWith("directive " + key + ": ");
        }
        assertThat(dataplane.list().ports()).isEmpty();
    }

    @Test
    void directivesOfOthersAreNotItsConcern() {
        module.begin();
        module.accept("compute/vm/1", JSON.createObjectNode(), cause("x", 1));

        assertThat(NetworkModule.consumes("compute/vm/1")).isFalse();
        assertThat(NetworkModule.consumes("network/port/1")).isTrue();
        assertThat(facts).isEmpty();
    }

    private Fact onlyFact() {
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }

    private static Cause cause(String object, long generation) {
        return new Cause("correlation-" + object, "directive-" + object + "-" + generation);
    }

    private void give(NetworkState network, long generation) {
        String id = network.networkId().value();
        module.accept("network/network/" + id, json(network, generation), cause(id, generation));
    }

    private void give(PortState port, long generation) {
        give(json(port, generation), port.portId(), generation);
    }

    private void give(JsonNode body, PortId port, long generation) {
        module.accept("network/port/" + port, body, cause(port.value(), generation));
    }

    private static JsonNode json(NetworkState network, long generation) {
        return read("""
                {"networkId":"%s","name":"blue","cidr":"%s","gateway":"%s","mtu":%d,"generation":%d}""".formatted(network.networkId(), network.cidr(), network.gateway(), network.mtu(), generation));
    }

    private static JsonNode json(PortState port, long generation) {
        return read("""
                {"portId":"%s","vmId":"0c3f5a1e-0000-4000-8000-000000000007","networkId":"%s","mac":"%s","ip":"%s",
                 "generation":%d,"desired":"bound","shape":{"inbound":%s,"outbound":%s}}""".formatted(
                        port.portId(),
                        port.networkId(),
                        port.mac(),
                        port.ip(),
                        generation,
                        json(port.shape().inbound()),
                        json(port.shape().outbound())));
    }

    private static String json(TrafficLimit limit) {
        return """
                {"averageBitsPerSecond":%d,"peakBitsPerSecond":%d,"burstBytes":%d}""".formatted(limit.average().bitsPerSecond(), limit.peak().bitsPerSecond(), limit.burstBytes());
    }

    private static JsonNode absent(PortState port, long generation) {
        return ((ObjectNode) json(port, generation)).put("desired", "absent");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
