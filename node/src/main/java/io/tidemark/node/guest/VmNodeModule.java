package io.tidemark.node.guest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.vm.MalformedDirective;
import io.tidemark.compute.node.vm.MemoryReadiness;
import io.tidemark.compute.node.vm.VmModule;
import io.tidemark.eventstore.Json;
import io.tidemark.node.directive.NodeModule;
import io.tidemark.node.fact.CauseHeaders;
import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compute's module behind the agent's common face. It is started only when all directives of before are known, and lets a
 * guest start only under the epoch of the newest one: what its journal had begun may be out of date.
 */
public final class VmNodeModule implements NodeModule, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VmNodeModule.class);
    private static final String PREFIX = "compute/vm";

    private final Function<MemoryReadiness, VmModule> starter;
    private final MemoryReadiness granted;
    private final List<Directive> before = new ArrayList<>();
    private final Map<String, Long> startableEpochs = new ConcurrentHashMap<>();
    private volatile Optional<VmModule> module = Optional.empty();

    /**
     * @param starter starts compute's module with the readiness of memory that it is to ask
     * @param granted what the memory broker granted
     */
    public VmNodeModule(Function<MemoryReadiness, VmModule> starter, MemoryReadiness granted) {
        this.starter = starter;
        this.granted = granted;
    }

    @Override
    public String name() {
        return "compute";
    }

    @Override
    public boolean consumes(DirectiveKey key) {
        return key.prefix().equals(PREFIX);
    }

    @Override
    public void accept(Directive directive) {
        JsonNode body = Json.tree(directive.json());
        noteEpoch(directive.key(), body);
        if (module.isPresent()) {
            give(module.get(), directive, body);
        } else {
            before.add(directive);
        }
    }

    private void noteEpoch(DirectiveKey key, JsonNode body) {
        if (body.path("desired").asText().equals("running")) {
            startableEpochs.put(key.objectId(), body.path("epoch").asLong());
        } else {
            startableEpochs.remove(key.objectId());
        }
    }

    @Override
    public void begin() {
        VmModule started = starter.apply(this::mayStart);
        module = Optional.of(started);
        before.forEach(directive -> giveOrTell(started, directive));
        before.clear();
    }

    /** One that makes no sense must not keep the others from their guests. */
    private static void giveOrTell(VmModule to, Directive directive) {
        try {
            give(to, directive, Json.tree(directive.json()));
        } catch (MalformedDirective e) {
            LOG.error("a directive is passed over: key={} cause={}", directive.key(), e.getMessage());
        }
    }

    private boolean mayStart(VmId vm, long epoch) {
        Long current = startableEpochs.get(vm.toString());
        return current != null && current == epoch && granted.isHeld(vm, epoch);
    }

    private static void give(VmModule to, Directive directive, JsonNode body) {
        to.accept(directive.key().toString(), body, CauseHeaders.of(directive));
    }

    /** Says that a port or a grant may have become ready. */
    public void wake() {
        module.ifPresent(VmModule::wake);
    }

    @Override
    public void close() {
        module.ifPresent(VmModule::close);
    }
}
