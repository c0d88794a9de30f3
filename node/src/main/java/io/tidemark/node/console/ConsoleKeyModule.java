package io.tidemark.node.console;

import io.tidemark.node.directive.NodeModule;
import io.tidemark.nodelink.Directive;
import io.tidemark.nodelink.DirectiveKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;

/** Takes compute's directive about this node itself: the key with which it signs console tickets. */
public final class ConsoleKeyModule implements NodeModule {
    private final UUID nodeId;
    private final SignedConsoleTickets tickets;

    public ConsoleKeyModule(UUID nodeId, SignedConsoleTickets tickets) {
        this.nodeId = nodeId;
        this.tickets = tickets;
    }

    private record NodeState(UUID nodeId, String consoleKey) {}

    @Override
    public String name() {
        return "console";
    }

    @Override
    public boolean consumes(DirectiveKey key) {
        return key.prefix().equals("compute/node");
    }

    @Override
    public void accept(Directive directive) {
        NodeState state = directive.as(NodeState.class);
        if (!nodeId.equals(state.nodeId())) {
            throw new IllegalArgumentException("a directive for node " + state.nodeId() + " came to " + nodeId);
        }
        tickets.trust(key(state.consoleKey()));
    }

    private static PublicKey key(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 key in X.509 form", e);
        }
    }

    @Override
    public void begin() {
        // Nothing waits for the rest: a key is good as soon as it is known.
    }
}
