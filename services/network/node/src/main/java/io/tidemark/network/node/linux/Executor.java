package io.tidemark.network.node.linux;

import io.tidemark.network.node.Action;
import io.tidemark.network.node.Applied;
import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.plan.Step;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does steps on the host and keeps what each command came to. Used for one convergence. */
final class Executor {
    /** A fact is for people and fits a Kafka record; what one command did to one port fits in far less than this. */
    private static final int LONGEST_TARGET = 2_000;

    private final Namespace namespace;
    private final Lines lines;
    private final DhcpServers servers;
    private final Map<String, List<Action>> done = new LinkedHashMap<>();

    Executor(Namespace namespace, Lines lines, DhcpServers servers) {
        this.namespace = namespace;
        this.lines = lines;
        this.servers = servers;
    }

    /** @throws DataplaneException at the first command that fails */
    Applied execute(List<Step> steps) {
        for (Work work : Work.of(steps, lines)) {
            switch (work) {
                case Work.Batch batch -> run(batch);
                case Work.Alone alone -> perform(alone.deed());
            }
        }
        return new Applied(done);
    }

    private void run(Work.Batch batch) {
        List<String> arguments = switch (batch.tool()) {
            case IP -> namespace.ip("-batch", "-");
            case TC -> namespace.tc("-batch", "-");
            case NFT -> namespace.nft("-f", "-");
        };
        Instant startedAt = Instant.now();
        Command.Result result = new Command(arguments, batch.lines().toString()).run();
        batch.bySubject()
                .forEach((subject, text) ->
                        keep(subject, batch.tool().call(), text.toString(), startedAt, outcome(result)));
        requireSuccess(batch.tool().call(), result);
    }

    /**
     * What is left of a deed when its files are written.
     *
     * @param command what finishes it; empty when nothing has to be run
     */
    private record Deed(String call, String target, Optional<Command> command) {}

    private void perform(Step.Deed step) {
        Instant startedAt = Instant.now();
        Deed deed;
        try {
            deed = begin(step);
        } catch (DataplaneException e) {
            throw refused(step, startedAt, e.category(), e.reason());
        } catch (UncheckedIOException e) {
            throw refused(step, startedAt, Category.COMMAND_FAILED, e.getMessage() + ": " + e.getCause());
        }
        if (deed.command().isEmpty()) {
            keep(step.subject(), deed.call(), deed.target(), startedAt, Action.OK);
            return;
        }
        Command.Result result = deed.command().get().run();
        keep(step.subject(), deed.call(), deed.target(), startedAt, outcome(result));
        requireSuccess(deed.call(), result);
        if (step instanceof Step.ReloadDhcp || step instanceof Step.StartDhcp) {
            servers.hasRead(NetworkId.parse(step.subject()));
        }
    }

    private DataplaneException refused(Step.Deed step, Instant startedAt, Category category, String reason) {
        keep(step.subject(), step.getClass().getSimpleName(), step.toString(), startedAt, "failed: " + reason);
        return new DataplaneException(category, reason, new Applied(done));
    }

    private Deed begin(Step.Deed step) {
        return switch (step) {
            case Step.CreateNamespace s -> {
                namespace.create();
                yield new Deed("ip netns add", namespace.name(), Optional.empty());
            }
            case Step.TuneNamespace s ->
                new Deed("sysctl", namespace.name(), Optional.of(new Command(namespace.tune(), "")));
            case Step.WriteHost s -> {
                servers.writeHost(s);
                yield new Deed("write", "dhcp host " + s.line(), Optional.empty());
            }
            case Step.DropHost s -> {
                servers.dropHost(s);
                yield new Deed("delete", "dhcp host on network " + s.network(), Optional.empty());
            }
            case Step.ReloadDhcp s ->
                new Deed("kill -HUP", "dnsmasq of network " + s.network(), servers.reload(s.network()));
            case Step.StartDhcp s -> {
                Command start = servers.start(s.settings());
                yield new Deed("dnsmasq", start.arguments().getLast(), Optional.of(start));
            }
            case Step.StopDhcp s -> {
                servers.stop(s.network());
                yield new Deed("kill", "dnsmasq of network " + s.network(), Optional.empty());
            }
            case Step.ForgetDhcp s -> {
                servers.forget(s.network());
                yield new Deed("delete", "dhcp files of network " + s.network(), Optional.empty());
            }
        };
    }

    private void keep(String subject, String call, String target, Instant startedAt, String outcome) {
        long micros = Duration.between(startedAt, Instant.now()).toNanos() / 1_000;
        String told = target.strip().replace("\n", "; ");
        String shortened = told.length() > LONGEST_TARGET ? told.substring(0, LONGEST_TARGET) + " ..." : told;
        done.computeIfAbsent(subject, s -> new ArrayList<>())
                .add(new Action(call, shortened, startedAt, micros, outcome));
    }

    private static String outcome(Command.Result result) {
        return result.succeeded() ? Action.OK : "failed: " + result.complaint();
    }

    private void requireSuccess(String call, Command.Result result) {
        if (!result.succeeded()) {
            throw new DataplaneException(Category.COMMAND_FAILED, call + ": " + result.complaint(), new Applied(done));
        }
    }
}
