package io.tidemark.node.guest;

import io.tidemark.eventstore.Json;
import io.tidemark.memorybroker.node.BalloonModule;
import io.tidemark.memorybroker.node.Cause;
import io.tidemark.node.directive.NodeModule;
import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveKey;

/**
 * The memory broker's module behind the agent's common face.
 *
 * @param changed called whenever more may have become ready
 */
public record BalloonNodeModule(BalloonModule module, Runnable changed) implements NodeModule {
    @Override
    public String name() {
        return "memory-broker";
    }

    @Override
    public boolean consumes(DirectiveKey key) {
        return BalloonModule.consumes(key.toString());
    }

    @Override
    public void accept(Directive directive) {
        Cause cause = new Cause(
                directive.cause().correlationId().toString(), directive.id().toString());
        module.accept(directive.key().toString(), Json.tree(directive.json()), cause);
        changed.run();
    }

    @Override
    public void begin() {
        module.begin();
        changed.run();
    }
}
