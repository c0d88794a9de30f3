package io.tidemark.node.guest;

import io.tidemark.eventstore.Json;
import io.tidemark.network.node.Cause;
import io.tidemark.network.node.NetworkModule;
import io.tidemark.node.directive.NodeModule;
import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveKey;

/**
 * Network's module behind the agent's common face.
 *
 * @param changed called whenever more may have become ready
 */
public record NetworkNodeModule(NetworkModule module, Runnable changed) implements NodeModule {
    @Override
    public String name() {
        return "network";
    }

    @Override
    public boolean consumes(DirectiveKey key) {
        return NetworkModule.consumes(key.toString());
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
