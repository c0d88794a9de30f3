package io.tidemark.node.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.compute.node.BootId;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.console.Consoles;
import io.tidemark.compute.node.hypervisor.ForeignDomainSource;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.libvirt.HostLibvirt;
import io.tidemark.compute.node.libvirt.LibvirtHypervisor;
import io.tidemark.compute.node.libvirt.LibvirtUnavailable;
import io.tidemark.compute.node.libvirt.PrivateLibvirt;
import io.tidemark.network.node.DataplaneException;
import io.tidemark.node.console.ConsoleTickets;
import io.tidemark.node.console.SignedConsoleTickets;
import io.tidemark.node.directive.DirectiveRouter;
import io.tidemark.node.directive.Lane;
import io.tidemark.node.fact.FactDesk;
import io.tidemark.node.host.Capabilities;
import io.tidemark.node.host.ForeignDomains;
import io.tidemark.node.host.Telemetry;
import io.tidemark.node.identity.AgentLock;
import io.tidemark.node.identity.NodeIdentity;
import io.tidemark.nodelink.DirectiveReader;
import io.tidemark.nodelink.FactOutbox;
import io.tidemark.nodelink.NodeTopics;
import io.tidemark.nodelink.OutboxDamagedException;
import io.tidemark.nodelink.TelemetrySender;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one platform on this host. Its start makes libvirt run, finds out what the host can do, compares its facts
 * with Kafka's, reads every directive to the end, and only then acts. What is missing is waited for and shown in {@link
 * #status}; guests run on whatever happens to it.
 */
public final class NodeAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(3);
    private static final Duration TELEMETRY = Duration.ofSeconds(2);

    /** Domains of others come and go by hand. */
    private static final Duration FOREIGN_DOMAINS = Duration.ofSeconds(10);

    private final AgentSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final SignedConsoleTickets tickets = new SignedConsoleTickets(clock);
    private final Consoles consoles;
    private final Resources resources = new Resources();
    private final Thread starter =
            Thread.ofPlatform().daemon().name("agent-start").unstarted(this::startUntilItWorks);
    private final UUID nodeId;
    private final String bootId = BootId.ofThisHost();

    private volatile AgentPhase phase = AgentPhase.STARTING_DAEMONS;
    private volatile Optional<String> problem = Optional.empty();
    private volatile Optional<JsonNode> capabilities = Optional.empty();
    private volatile Optional<Hypervisor> hypervisor = Optional.empty();
    private volatile Optional<FactOutbox> outbox = Optional.empty();
    private volatile Optional<ForeignDomains> foreign = Optional.empty();

    public NodeAgent(AgentSettings settings) {
        this.settings = settings;
        this.consoles = new Consoles(settings.home());
        this.nodeId = NodeIdentity.of(settings.home().node());
    }

    /** Begins the start, on a thread of its own. */
    public void start() {
        starter.start();
    }

    public NodeHome home() {
        return settings.home();
    }

    public ConsoleTickets tickets() {
        return tickets;
    }

    public Consoles consoles() {
        return consoles;
    }

    public AgentPhase phase() {
        return phase;
    }

    public AgentStatus status() {
        return new AgentStatus(
                nodeId.toString(),
                bootId,
                settings.version(),
                phase,
                problem,
                capabilities,
                hypervisor.flatMap(NodeAgent::domains),
                foreign.map(ForeignDomains::known).orElse(List.of()),
                outbox.map(FactOutbox::state));
    }

    private static Optional<List<AgentStatus.Domain>> domains(Hypervisor hypervisor) {
        try {
            return Optional.of(hypervisor.list().own().stream()
                    .map(domain -> new AgentStatus.Domain(
                            domain.vm().toString(),
                            domain.epoch(),
                            domain.state().name().toLowerCase(Locale.ROOT)))
                    .toList());
        } catch (HypervisorException e) {
            LOG.debug("the hypervisor does not answer", e);
            return Optional.empty();
        }
    }

    private void startUntilItWorks() {
        try {
            while (phase != AgentPhase.CLOSED && !isStarted()) {
                Thread.sleep(TRY_AGAIN);
            }
        } catch (InterruptedException e) {
            LOG.info("the start was ended: phase={}", phase);
        }
    }

    private boolean isStarted() throws InterruptedException {
        try {
            bringUp();
            return true;
        } catch (LibvirtUnavailable
                | DataplaneException
                | OutboxDamagedException
                | UncheckedIOException
                | IllegalStateException
                | ExecutionException e) {
            String reason = String.valueOf(e.getMessage());
            if (!problem.equals(Optional.of(reason))) {
                LOG.error("the agent cannot start, trying again: phase={} cause={}", phase, reason, e);
            }
            problem = Optional.of(reason);
            resources.closeAll();
            hypervisor = Optional.empty();
            outbox = Optional.empty();
            return false;
        }
    }

    private void bringUp() throws InterruptedException, ExecutionException {
        enter(AgentPhase.STARTING_DAEMONS);
        resources.add(AgentLock.take(home().node())
                .orElseThrow(() -> new IllegalStateException("another agent works for " + home().root())));
        PrivateLibvirt libvirt = resources.add(PrivateLibvirt.start(home()));
        enter(AgentPhase.PROBING);
        Capabilities findings = Capabilities.probe(home());
        capabilities = Optional.of(findings.json());
        Hypervisor guests = resources.add(new LibvirtHypervisor(home(), libvirt.uri(), findings.accelerator()));
        hypervisor = Optional.of(guests);
        enter(AgentPhase.ALIGNING_FACTS);
        NodeTopics topics = new NodeTopics(settings.topicsPrefix(), nodeId.toString());
        FactDesk facts = openFacts(topics);
        facts.tell(
                Registration.TYPE,
                "compute/node/" + nodeId,
                registration(findings).body());
        enter(AgentPhase.READING_DIRECTIVES);
        act(topics, facts, guests);
        enter(AgentPhase.LIVE);
    }

    private FactDesk openFacts(NodeTopics topics) throws InterruptedException {
        FactOutbox opened = resources.add(new FactOutbox(
                settings.broker(), topics, home().node().resolve("outbox"), settings.continueAfterLoss()));
        outbox = Optional.of(opened);
        opened.start();
        while (!opened.awaitAligned(TRY_AGAIN)) {
            String damage = opened.state().damage();
            problem = Optional.of(
                    damage.isEmpty() ? "Kafka at " + settings.broker().bootstrap() + " does not answer" : damage);
        }
        problem = Optional.empty();
        return new FactDesk(opened);
    }

    private Registration registration(Capabilities findings) {
        return new Registration(
                nodeId.toString(), bootId, settings.version(), settings.consoleAddress(), findings.json());
    }

    private void act(NodeTopics topics, FactDesk facts, Hypervisor guests)
            throws InterruptedException, ExecutionException {
        Modules modules = resources.add(new Modules(home(), nodeId, guests, facts, tickets, clock));
        measure(topics, facts, guests, modules);
        DirectiveRouter router = new DirectiveRouter(modules.lanes(), facts::witness);
        resources.add(new DirectiveReader(settings.broker(), topics, router)).start();
        router.begun().get();
        modules.keepMending();
    }

    private void measure(NodeTopics topics, FactDesk facts, Hypervisor guests, Modules modules) {
        ForeignDomains others = new ForeignDomains(nodeId.toString(), foreignPlaces(guests), facts);
        foreign = Optional.of(others);
        Telemetry telemetry = new Telemetry(
                nodeId.toString(),
                bootId,
                modules.guestMemory(),
                resources.add(new TelemetrySender(settings.broker(), topics)),
                clock);
        Lane watch = resources.add(new Lane("watch"));
        watch.every(FOREIGN_DOMAINS, "look at domains of others", others::observe);
        resources.add(new Lane("telemetry")).every(TELEMETRY, "telemetry", telemetry::sample);
    }

    private List<ForeignDomainSource> foreignPlaces(Hypervisor guests) {
        List<ForeignDomainSource> places = new ArrayList<>();
        places.add(() -> guests.list().foreign());
        HostLibvirt.ofThisHost(home()).ifPresent(theirs -> places.add(resources.add(theirs)));
        return places;
    }

    private void enter(AgentPhase next) {
        problem = Optional.empty();
        phase = next;
        LOG.info("agent: nodeId={} phase={}", nodeId, next);
    }

    /** Ends the agent; guests, daemons and networks stay. Idempotent. */
    @Override
    public void close() {
        phase = AgentPhase.CLOSED;
        starter.interrupt();
        resources.closeAll();
        consoles.close();
    }
}
