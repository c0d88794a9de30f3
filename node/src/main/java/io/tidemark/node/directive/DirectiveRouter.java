package io.tidemark.node.directive;

import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each directive to the module whose it is, in order per module and so per key. When the whole of before has been
 * given, the modules begin, one after the other in the order in which they were named here: a guest needs its network.
 */
public final class DirectiveRouter implements DirectiveListener {
    private static final Logger LOG = LoggerFactory.getLogger(DirectiveRouter.class);

    private final Map<NodeModule, Lane> lanes;
    private final Consumer<Directive> witness;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    /**
     * @param lanes modules in the order in which they begin, each with its thread
     * @param witness sees every directive before its module does
     */
    public DirectiveRouter(Map<NodeModule, Lane> lanes, Consumer<Directive> witness) {
        this.lanes = new LinkedHashMap<>(lanes);
        this.witness = witness;
    }

    @Override
    public void whole(List<Directive> last) {
        LOG.info("directives read to their end: objects={}", last.size());
        last.forEach(this::changed);
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (Map.Entry<NodeModule, Lane> entry : lanes.entrySet()) {
            NodeModule module = entry.getKey();
            chain = chain.thenCompose(before -> entry.getValue().run("begin " + module.name(), module::begin));
        }
        var _ = chain.thenAccept(begun::complete);
    }

    @Override
    public void changed(Directive directive) {
        witness.accept(directive);
        lanes.entrySet().stream()
                .filter(entry -> entry.getKey().consumes(directive.key()))
                .findFirst()
                .ifPresentOrElse(
                        entry -> give(directive, entry.getKey(), entry.getValue()),
                        () -> LOG.warn("a directive for nobody here: key={}", directive.key()));
    }

    private static void give(Directive directive, NodeModule module, Lane lane) {
        var _ = lane.run("directive " + directive.key(), () -> module.accept(directive));
    }

    /** Completes when every module has begun. */
    public CompletableFuture<Void> begun() {
        return begun;
    }
}
