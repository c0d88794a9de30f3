package io.tidemark.network.node.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.node.Applied;
import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What guests get of DHCP, and what becomes of its server when somebody is killed. */
class DhcpTest {
    private static final NetworkState BLUE = Samples.network(1);
    private static final PortState ANN = Samples.port(BLUE, 1);
    private static final PortState BEN = Samples.port(BLUE, 2);

    private final TestPlatform platform = new TestPlatform();
    private final LinuxDataplane dataplane = platform.open();

    @AfterEach
    void sweep() {
        platform.close();
    }

    @Test
    void aGuestGetsItsAddressItsGatewayAndItsMtu() {
        NetworkState small = new NetworkState(BLUE.networkId(), BLUE.cidr(), BLUE.gateway(), 1400);
        dataplane.ensurePort(small, ANN);

        assertThat(boot(ANN))
                .isEqualTo(new RawGuest.Lease(
                        RawGuest.ACKNOWLEDGED, ANN.ip(), Optional.of(BLUE.gateway()), Optional.of(1400)));
    }

    @Test
    void aPortAddedLaterGetsItsAddressFromTheServerThatRuns() {
        dataplane.ensurePort(BLUE, ANN);
        long server = server().pid();

        dataplane.ensurePort(BLUE, BEN);

        assertThat(boot(BEN).address()).isEqualTo(BEN.ip());
        assertThat(server().pid()).isEqualTo(server);
    }

    @Test
    void aPortRenumberedGetsItsNewAddressAtOnce() {
        dataplane.ensurePort(BLUE, ANN);
        boot(ANN);
        PortState renumbered =
                new PortState(ANN.portId(), BLUE.networkId(), ANN.mac(), Ipv4Address.parse("10.77.1.77"), ANN.shape());

        dataplane.ensurePort(BLUE, renumbered);

        assertThat(boot(renumbered).address()).isEqualTo(renumbered.ip());
    }

    @Test
    void anAddressOfARemovedPortIsFreeForTheNextAtOnce() {
        dataplane.ensurePort(BLUE, ANN);
        boot(ANN);
        PortState heir = new PortState(BEN.portId(), BLUE.networkId(), BEN.mac(), ANN.ip(), BEN.shape());

        dataplane.removePort(ANN.portId());
        dataplane.ensurePort(BLUE, heir);

        assertThat(boot(heir).address()).isEqualTo(ANN.ip());
    }

    @Test
    void aServerThatWasKilledIsStartedAgain() {
        dataplane.ensurePort(BLUE, ANN);
        boot(ANN);
        server().end();

        assertThat(dataplane.ensurePort(BLUE, ANN).of(BLUE.networkId()))
                .singleElement()
                .matches(action -> action.call().equals("dnsmasq"));
        assertThat(boot(ANN).address()).isEqualTo(ANN.ip());
        assertThat(dataplane.ensurePort(BLUE, ANN).isNothing()).isTrue();
    }

    @Test
    void aServerOutlivesTheAgentAndIsAdoptedByTheNextWithItsHostsReadAgain() {
        dataplane.ensurePort(BLUE, ANN);
        long server = server().pid();
        LinuxDataplane next = platform.open();

        Applied adopted = next.ensurePort(BLUE, ANN);

        assertThat(server().pid()).isEqualTo(server);
        assertThat(adopted.of(BLUE.networkId()))
                .singleElement()
                .matches(action -> action.call().equals("kill -HUP"));
        assertThat(next.ensurePort(BLUE, ANN).isNothing()).isTrue();
        assertThat(boot(ANN).address()).isEqualTo(ANN.ip());
    }

    @Test
    void aServerOfAFormerNamespaceIsReplaced() {
        dataplane.ensurePort(BLUE, ANN);
        long former = server().pid();
        platform.namespace().delete();

        dataplane.ensurePort(BLUE, ANN);

        assertThat(server().pid()).isNotEqualTo(former);
        assertThat(boot(ANN).address()).isEqualTo(ANN.ip());
    }

    @Test
    void itsGuestsAreServedByAnUnprivilegedProcess() {
        dataplane.ensureNetwork(BLUE);

        String owner = ProcessHandle.of(server().pid())
                .flatMap(process -> process.info().user())
                .orElseThrow();
        assertThat(owner).isIn("dnsmasq", "nobody");
    }

    @Test
    void theServersOfANetworkEndWithIt() {
        dataplane.converge(DesiredState.holding(List.of(BLUE, Samples.network(2)), List.of()));

        dataplane.removeNetwork(BLUE.networkId());

        assertThat(DhcpProcess.below(platform.directory)).hasSize(1);
        assertThat(DhcpFiles.in(platform.directory))
                .extracting(DhcpFiles::network)
                .containsExactly(Samples.network(2).networkId());
    }

    private RawGuest.Lease boot(PortState port) {
        try (RawGuest guest = new RawGuest(platform, port)) {
            return guest.boot();
        }
    }

    private DhcpProcess server() {
        List<DhcpProcess> servers = DhcpProcess.below(platform.directory);
        assertThat(servers).hasSize(1);
        return servers.getFirst();
    }
}
