package io.tidemark.network.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Network's part of a node: keeps the newest directive of every network and port, makes the dataplane so, and tells it as
 * facts.
 *
 * <p>Directives are whole states, so nothing is journaled: at a start the agent gives all of them again, then says {@link
 * #begin()}, and from then on each is acted on as it comes. An older generation than the known one changes nothing; silence
 * about an object asks for nothing. What the host refuses is tried again at every {@link #reconcile()}, which also mends
 * what others broke.
 *
 * <p>A fact is told when a port came to be as desired, again after every start, and after every mending; it lists what was
 * done since the last one, attempts that failed included. What was done for a network goes with the next fact of a port on
 * it.
 *
 * <p>Thread-safe. One directive is acted on at a time; questions of readiness do not wait for it.
 */
public final class NetworkModule implements PortReadiness {
    private static final System.Logger LOG = System.getLogger(NetworkModule.class.getName());

    private final Dataplane dataplane;
    private final PortFacts facts;
    private final Directives directives = new Directives();
    private final HeldPorts held = new HeldPorts();
    private final Untold untold = new Untold();

    /** The directive of each port that was last told to be fulfilled, since this process began. */
    private final Map<PortId, NetworkDirective.OfPort> told = new HashMap<>();

    private boolean begun;

    public NetworkModule(String nodeId, Dataplane dataplane, FactSink sink) {
        this.dataplane = dataplane;
        this.facts = new PortFacts(nodeId, sink);
    }

    /** Whether a directive with this key is for this module. */
    public static boolean consumes(String key) {
        return key.startsWith(NetworkDirective.NETWORK_KEY) || key.startsWith(NetworkDirective.PORT_KEY);
    }

    /**
     * Takes a directive; before {@link #begin()} only to remember it. When the host refuses, the port stays not ready, with
     * the reason, until a later {@link #reconcile()}.
     *
     * @throws MalformedDirective when it cannot be read; nothing changed
     */
    public synchronized void accept(String key, JsonNode body, Cause cause) {
        Optional<NetworkDirective> directive = NetworkDirective.read(key, body);
        if (directive.isPresent() && directives.remember(directive.get(), cause)) {
            sayWhatIsMissing(directive.get());
            if (begun) {
                settle(whatChanges(directive.get()));
            }
        }
    }

    /** Every directive of before has been given: makes the host as they say. */
    public synchronized void begin() {
        begun = true;
        reconcile();
    }

    /** Makes the host as all directives say, whatever happened to it meanwhile. To be called now and then. */
    public synchronized void reconcile() {
        settle(directives.everything());
    }

    @Override
    public Answer readiness(PortId port, long generation) {
        return held.readiness(port, generation);
    }

    @Override
    public CompletableFuture<String> whenHeld(PortId port, long generation) {
        return held.whenHeld(port, generation);
    }

    private DesiredState whatChanges(NetworkDirective directive) {
        return switch (directive) {
            case NetworkDirective.Network network -> directives.around(network);
            case NetworkDirective.OfPort port -> directives.around(port.portId());
        };
    }

    private void sayWhatIsMissing(NetworkDirective directive) {
        switch (directive) {
            case NetworkDirective.Network network -> {}
            case NetworkDirective.Absent absent -> held.waiting(absent.portId(), "it is to be absent");
            case NetworkDirective.Bound bound ->
                directives
                        .port(bound.portId())
                        .flatMap(directives::obstacle)
                        .ifPresent(obstacle -> held.waiting(bound.portId(), obstacle));
        }
    }

    private void settle(DesiredState desired) {
        boolean single = desired.ports().size() + desired.gonePorts().size() <= 1;
        try {
            untold.add(dataplane.converge(desired));
            desired.ports().keySet().forEach(this::tell);
            desired.gonePorts().forEach(this::tell);
        } catch (DataplaneException e) {
            untold.add(e.applied());
            if (single) {
                LOG.log(
                        Level.WARNING,
                        "The host refused; it is asked again later. portIds={0} reason={1}",
                        desired.ports().keySet(),
                        e.reason());
                desired.ports().keySet().forEach(port -> refused(port, e.reason()));
            } else {
                // One that the host refuses must not keep the others waiting.
                desired.ports().keySet().forEach(port -> settle(directives.around(port)));
                desired.gonePorts().forEach(port -> settle(directives.around(port)));
            }
        }
    }

    /** What was held at the asked generation before is taken to be held still. */
    private void refused(PortId port, String reason) {
        directives.port(port).ifPresent(known -> {
            if (held.readiness(port, known.directive().generation()) instanceof Answer.Waiting) {
                held.waiting(port, reason);
            }
        });
    }

    private void tell(PortId port) {
        Directives.KnownPort known = directives.port(port).orElseThrow();
        List<String> subjects = subjects(known.directive());
        List<Action> actions = untold.of(subjects);
        boolean news = !known.directive().equals(told.get(port));
        if (news || !actions.isEmpty()) {
            facts.tell(known.directive(), actions, known.cause());
            untold.forget(subjects);
            told.put(port, known.directive());
        }
        if (known.directive() instanceof NetworkDirective.Bound bound) {
            held.held(port, dataplane.tapOf(port), bound.generation());
        }
    }

    private static List<String> subjects(NetworkDirective.OfPort directive) {
        return switch (directive) {
            case NetworkDirective.Bound bound ->
                List.of(
                        Applied.PLATFORM,
                        bound.state().networkId().value(),
                        bound.portId().value());
            case NetworkDirective.Absent absent -> List.of(absent.portId().value());
        };
    }
}
