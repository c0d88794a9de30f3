package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import io.tidemark.network.node.PortId;
import io.tidemark.network.node.plan.Direction;
import io.tidemark.network.node.plan.Found;
import io.tidemark.network.node.plan.HostNames;
import io.tidemark.network.node.plan.Link;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the host. It changes nothing. */
final class Observer {
    private final HostNames names;
    private final Namespace namespace;
    private final Guard guard;
    private final DhcpServers servers;

    Observer(HostNames names, Namespace namespace, Guard guard, DhcpServers servers) {
        this.names = names;
        this.namespace = namespace;
        this.guard = guard;
        this.servers = servers;
    }

    /**
     * What is there now.
     *
     * @param ports those whose limits matter; the limits of others may be left out, because they cost a question each
     */
    Found look(Set<PortId> ports) {
        Reading.Stack stack = stack();
        if (stack.equals(Reading.Stack.NONE)) {
            return Found.NOTHING.with(servers.find());
        }
        Reading.Traffic traffic = traffic(ports, stack.links());
        Reading.Guarding guarding =
                Reading.guard(ask(namespace.nft("-j", "list", "ruleset", "bridge"), ""), guard.table());
        return new Found(
                true,
                guarding.rules(),
                guarding.entries(),
                stack.links(),
                traffic.buckets(),
                traffic.hooked(),
                traffic.redirects(),
                stack.routing(),
                servers.find());
    }

    /** The devices in the namespace; none when there is no namespace. */
    Map<String, Link> links() {
        return stack().links();
    }

    /** A namespace has at least its loopback device. */
    private Reading.Stack stack() {
        return namespace.exists()
                ? Reading.stack(ask(namespace.ip("-j", "-d", "-batch", "-"), Reading.STACK_QUESTIONS))
                : Reading.Stack.NONE;
    }

    /** Nothing is asked when none of the ports has a device yet: a new port is to be quick. */
    private Reading.Traffic traffic(Set<PortId> ports, Map<String, Link> links) {
        boolean anything = ports.stream().flatMap(this::devices).anyMatch(links::containsKey);
        if (!anything) {
            return Reading.Traffic.NONE;
        }
        List<Found.Side> sides = Reading.sidesOf(
                ports.stream().map(names::tap).filter(links::containsKey).toList());
        StringBuilder questions = new StringBuilder("qdisc show\n");
        for (Found.Side side : sides) {
            questions.append("filter show dev %s %s\n"
                    .formatted(side.tap(), side.direction().hook()));
        }
        return Reading.traffic(ask(namespace.tc("-j", "-batch", "-"), questions.toString()), sides);
    }

    private Stream<String> devices(PortId port) {
        return Stream.of(names.tap(port), names.queue(port, Direction.INBOUND), names.queue(port, Direction.OUTBOUND));
    }

    private static String ask(List<String> arguments, String input) {
        Command.Result result = new Command(arguments, input).run();
        if (!result.succeeded()) {
            throw new DataplaneException(
                    Category.COMMAND_FAILED, String.join(" ", arguments) + ": " + result.complaint());
        }
        return result.output();
    }
}
