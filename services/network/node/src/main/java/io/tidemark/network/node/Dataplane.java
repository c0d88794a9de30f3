package io.tidemark.network.node;

import java.util.Map;

/**
 * The host's network, as far as guests of one platform use it: networks, and the ports through which guests meet them.
 *
 * <p>Everything is declarative. A call names a state, and the dataplane makes the host so, whatever it finds: nothing, half
 * of it after somebody was killed, or something else that somebody left. A call that finds what it asks for does nothing
 * and says so. What a call does not name it leaves alone.
 *
 * <p>A guest on a port can reach other guests of its network, and its gateway by ARP, ping and DHCP; nothing else. It can
 * send only from its port's MAC and IPv4 address, only IPv4 and ARP, and never as a DHCP server. A port that is made is
 * guarded and shaped before the first frame can pass.
 *
 * <p>Thread-safe; calls happen one after the other. What is held outlives this object and its process.
 */
public interface Dataplane {
    /**
     * Makes the host as desired, in one go for any number of networks and ports.
     *
     * @return what had to be done, nothing when it was so already
     * @throws DataplaneException when the host refuses; call again to go on from where it stopped
     */
    Applied converge(DesiredState desired);

    /** Holds a network: its bridge, its gateway, its DHCP. */
    default Applied ensureNetwork(NetworkState network) {
        return converge(DesiredState.holding(network));
    }

    /** Removes a network together with every port on it. Asking for one that is not there does nothing. */
    default Applied removeNetwork(NetworkId network) {
        return converge(DesiredState.without(network));
    }

    /**
     * Holds a port on its network, which is held as well. A changed shape, address or network is applied to the same tap:
     * a guest on it stays connected, and frames are not lost by a change of shape.
     *
     * @throws IllegalArgumentException when the port does not fit on the network
     */
    default Applied ensurePort(NetworkState network, PortState port) {
        return converge(DesiredState.holding(network, port));
    }

    /** Removes a port, also from under a running guest. Asking for one that is not there does nothing. */
    default Applied removePort(PortId port) {
        return converge(DesiredState.without(port));
    }

    /** The name of the tap that a port has or will have: 15 characters or fewer, the same for ever, without looking. */
    String tapOf(PortId port);

    /** What exists now. */
    Inventory list();

    /** What every existing port has carried. */
    Map<PortId, PortCounters> counters();

    /**
     * Removes everything of this platform's dataplane: ports, networks, DHCP servers, guard, namespace, files. Guests must
     * be gone before: one that runs loses its network. Doing it twice is harmless; another platform's things stay.
     */
    void sweep();
}
