package io.tidemark.network.node.plan;

import io.tidemark.network.node.Applied;
import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change of a host. Each is small enough to be one line for one tool, and harmless to repeat after a look. */
public sealed interface Step {
    /** The id of the network or port that the step serves, or {@link Applied#PLATFORM}. */
    String subject();

    /** A step that is a line or a few for a tool that reads many at once. */
    sealed interface Line extends Step {}

    /** A step that is a file or a process of its own. */
    sealed interface Deed extends Step {}

    /** Makes the network namespace. */
    record CreateNamespace() implements Deed {
        @Override
        public String subject() {
            return Applied.PLATFORM;
        }
    }

    /** Sets how the namespace's stack treats all networks alike. */
    record TuneNamespace() implements Deed {
        @Override
        public String subject() {
            return Applied.PLATFORM;
        }
    }

    /** Replaces the guard's rules and all entries at once; no frame passes between. */
    record LoadGuard(String rules, Set<GuardEntry> entries) implements Line {
        public LoadGuard {
            entries = Set.copyOf(entries);
        }

        @Override
        public String subject() {
            return Applied.PLATFORM;
        }
    }

    /** Adds a permission that is not there. */
    record Permit(String subject, GuardEntry entry) implements Line {}

    /** Takes back a permission that is there. */
    record Forbid(String subject, GuardEntry entry) implements Line {}

    /** Makes a bridge, down. */
    record MakeBridge(String subject, String name, String mac, int mtu) implements Line {}

    /** Makes a tap that only root may open, down. */
    record MakeTap(String subject, String name) implements Line {}

    /** Makes a device that only queues, down. */
    record MakeQueue(String subject, String name) implements Line {}

    /** Removes a device with all that hangs on it. */
    record DropLink(String subject, String name) implements Line {}

    record SetAlias(String subject, String name, String alias) implements Line {}

    record SetMac(String subject, String name, String mac) implements Line {}

    record SetMtu(String subject, String name, int mtu) implements Line {}

    record SetUp(String subject, String name) implements Line {}

    /** Makes a device a port of a bridge, or of none. */
    record SetBridge(String subject, String name, @Nullable String bridge) implements Line {}

    /** Adds an address, written as {@code address/prefix length}. */
    record AddAddress(String subject, String name, String address) implements Line {}

    record DropAddress(String subject, String name, String address) implements Line {}

    /** Makes answers to what came in with this mark go by the table of the same number. */
    record AddRule(String subject, long mark) implements Line {}

    record DropRule(String subject, long mark) implements Line {}

    /** Sets the only route of a table. */
    record SetRoute(String subject, long table, Found.Route route) implements Line {}

    /** Sets or changes the token bucket of a device, in place: what waits in it keeps waiting. */
    record SetBucket(String subject, String device, TokenBucket bucket) implements Line {}

    /** Lets a tap redirect. */
    record Hook(String subject, String tap) implements Line {}

    /** Sends the frames at a tap's side to a queueing device, which gives them back there. */
    record Redirect(String subject, Found.Side side, String queue) implements Line {}

    /** Lets the frames at a tap's side pass as they come. */
    record Unredirect(String subject, Found.Side side) implements Line {}

    /** Writes which address DHCP gives to a port. A server that runs notices a line for a port that had none. */
    record WriteHost(NetworkId network, PortId port, String line) implements Deed {
        @Override
        public String subject() {
            return port.value();
        }
    }

    /** Takes back which address DHCP gives to a port. A server that runs does not notice. */
    record DropHost(NetworkId network, PortId port) implements Deed {
        @Override
        public String subject() {
            return port.value();
        }
    }

    /** Makes the server of a network read all its hosts again. */
    record ReloadDhcp(NetworkId network) implements Deed {
        @Override
        public String subject() {
            return network.value();
        }
    }

    /** Starts the server of a network, in place of any that runs, without the leases that contradict its hosts. */
    record StartDhcp(DhcpSettings settings) implements Deed {
        @Override
        public String subject() {
            return settings.networkId().value();
        }
    }

    /** Ends the server of a network. */
    record StopDhcp(NetworkId network) implements Deed {
        @Override
        public String subject() {
            return network.value();
        }
    }

    /** Removes the files of a network's server, which does not run. */
    record ForgetDhcp(NetworkId network) implements Deed {
        @Override
        public String subject() {
            return network.value();
        }
    }
}
