package io.tidemark.network.node.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.network.node.DesiredState;
import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import io.tidemark.network.node.NetworkState;
import io.tidemark.network.node.PortState;
import io.tidemark.network.node.Samples;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guest can and cannot do on its network, tried with frames of every kind on the real kernel. */
class GuardTest {
    private static final NetworkState BLUE = Samples.network(1);
    private static final PortState ANN = Samples.port(BLUE, 1);
    private static final PortState BEN = Samples.port(BLUE, 2);
    private static final Ipv4Address ALL = new Ipv4Address(-1);
    private static final MacAddress FORGED_MAC = new MacAddress("52:54:00:bb:bb:bb");
    private static final Ipv4Address FORGED_IP = Ipv4Address.parse("10.77.1.99");
    private static final byte[] DATA = {42};

    private final TestPlatform platform = new TestPlatform();
    private final LinuxDataplane dataplane = platform.open();

    @BeforeEach
    void hold() {
        dataplane.converge(DesiredState.holding(List.of(BLUE), List.of(ANN, BEN)));
    }

    @AfterEach
    void sweep() {
        platform.close();
    }

    @Test
    void whatAGuestSendsInItsOwnNameReachesItsNeighbour() {
        List<byte[]> received = whatBenGetsOf(
                Frames.whoHas(ANN.mac(), ANN.mac(), ANN.ip(), BEN.ip()),
                Frames.udp(ANN.mac(), ANN.ip(), 5000, ALL, 5001, DATA),
                Frames.iHave(ANN.mac(), ANN.mac(), ANN.ip()));

        assertThat(received).hasSize(3);
    }

    @Test
    void nothingForgedReachesTheNeighbour() {
        List<byte[]> received = whatBenGetsOf(
                Frames.udp(FORGED_MAC, ANN.ip(), 5000, ALL, 5001, DATA),
                Frames.udp(ANN.mac(), FORGED_IP, 5000, ALL, 5001, DATA),
                Frames.udp(ANN.mac(), BLUE.gateway(), 5000, ALL, 5001, DATA),
                Frames.udp(BEN.mac(), BEN.ip(), 5000, ALL, 5001, DATA),
                Frames.whoHas(FORGED_MAC, ANN.mac(), ANN.ip(), BEN.ip()),
                Frames.whoHas(ANN.mac(), FORGED_MAC, ANN.ip(), BEN.ip()),
                Frames.whoHas(ANN.mac(), ANN.mac(), FORGED_IP, BEN.ip()),
                Frames.iHave(ANN.mac(), ANN.mac(), BLUE.gateway()),
                Frames.iHave(ANN.mac(), ANN.mac(), BEN.ip()));

        assertThat(received).isEmpty();
    }

    @Test
    void aGuestCannotBeADhcpServerNorSpeakAnythingButIpv4AndArp() {
        List<byte[]> received = whatBenGetsOf(
                Frames.udp(ANN.mac(), ANN.ip(), 67, ALL, 68, DATA),
                Frames.frame(ANN.mac(), Frames.IPV6, new byte[60]),
                Frames.frame(ANN.mac(), Frames.VLAN, new byte[60]),
                Frames.frame(ANN.mac(), 0x0027, new byte[60]));

        assertThat(received).isEmpty();
    }

    @Test
    void anAddressMayBeProbedOnlyByWhoIsToHaveIt() {
        Ipv4Address nobody = new Ipv4Address(0);
        List<byte[]> received = whatBenGetsOf(
                Frames.whoHas(ANN.mac(), ANN.mac(), nobody, ANN.ip()),
                Frames.whoHas(ANN.mac(), ANN.mac(), nobody, BEN.ip()),
                Frames.udp(ANN.mac(), nobody, 5000, ALL, 5001, DATA));

        assertThat(received).hasSize(1);
    }

    @Test
    void theGatewayAnswersArpAndPingAndNothingElse() {
        try (RawGuest ann = new RawGuest(platform, ANN)) {
            ann.ping(BLUE.gateway());
            MacAddress gateway = ann.resolve(BLUE.gateway());
            assertThat(gateway).isEqualTo(platform.names.bridgeMac(BLUE.networkId()));

            ann.send(Frames.connect(ANN.mac(), ANN.ip(), gateway, BLUE.gateway(), 22));
            ann.send(Frames.ping(ANN.mac(), ANN.ip(), gateway, BLUE.gateway()));

            assertThat(ann.await(frame -> Frames.isFrom(frame, gateway) && Frames.type(frame) == Frames.IPV4))
                    .matches(Frames::isPong, "a pong comes, and no answer to the connection before it");
        }
    }

    @Test
    void theGatewayOfAnotherNetworkIsNotToBeSeen() {
        NetworkState red = Samples.network(2);
        dataplane.ensureNetwork(red);
        try (RawGuest ann = new RawGuest(platform, ANN)) {
            ann.send(Frames.whoHas(ANN.mac(), ANN.mac(), ANN.ip(), red.gateway()));

            assertThat(ann.resolve(BLUE.gateway())).isEqualTo(platform.names.bridgeMac(BLUE.networkId()));
            ann.send(Frames.ping(ANN.mac(), ANN.ip(), platform.names.bridgeMac(BLUE.networkId()), red.gateway()));
            ann.send(Frames.ping(ANN.mac(), ANN.ip(), platform.names.bridgeMac(BLUE.networkId()), BLUE.gateway()));
            assertThat(Frames.source(ann.await(Frames::isPong))).isEqualTo(BLUE.gateway());
        }
    }

    @Test
    void equalAddressesInAnotherNetworkDoNotMeet() {
        NetworkState red = new NetworkState(Samples.network(2).networkId(), BLUE.cidr(), BLUE.gateway(), BLUE.mtu());
        PortState twin = new PortState(
                Samples.port(red, 7).portId(),
                red.networkId(),
                new MacAddress("52:54:02:00:00:07"),
                ANN.ip(),
                ANN.shape());
        PortState witness = new PortState(
                Samples.port(red, 8).portId(),
                red.networkId(),
                new MacAddress("52:54:02:00:00:08"),
                BEN.ip(),
                BEN.shape());
        dataplane.converge(DesiredState.holding(List.of(red), List.of(twin, witness)));
        try (RawGuest ann = new RawGuest(platform, ANN);
                RawGuest other = new RawGuest(platform, twin);
                RawGuest observer = new RawGuest(platform, witness)) {
            ann.send(Frames.udp(ANN.mac(), ANN.ip(), 5000, ALL, 5001, DATA));
            other.sendMarker(1);

            assertThat(observer.receivedBeforeMarker(1)).isEmpty();
            for (RawGuest each : List.of(ann, other)) {
                assertThat(each.boot().address()).isEqualTo(ANN.ip());
                each.ping(BLUE.gateway());
            }
        }
    }

    @Test
    void aTapThatNobodyPermittedAnythingCanSendNothing() {
        dataplane.ensurePort(BLUE, BEN);
        Command.Result flushed = new Command(
                        platform.namespace().nft("flush", "set", "bridge", platform.names.guardTable(), "holder"), "")
                .run();
        assertThat(flushed.succeeded()).isTrue();
        dataplane.ensurePort(BLUE, BEN);
        try (RawGuest ann = new RawGuest(platform, ANN);
                RawGuest ben = new RawGuest(platform, BEN);
                RawGuest cid = new RawGuest(platform, held(Samples.port(BLUE, 3)))) {
            ann.sendMarker(1);
            ben.sendMarker(2);

            assertThat(cid.receivedBeforeMarker(2)).noneMatch(fromAnn());
        }
    }

    private PortState held(PortState port) {
        dataplane.ensurePort(BLUE, port);
        return port;
    }

    private static Predicate<byte[]> fromAnn() {
        return frame -> Frames.isFrom(frame, ANN.mac());
    }

    /** Ann sends all this; a marker behind it tells when it has passed or been dropped. */
    private List<byte[]> whatBenGetsOf(byte[]... frames) {
        try (RawGuest ann = new RawGuest(platform, ANN);
                RawGuest ben = new RawGuest(platform, BEN)) {
            for (byte[] frame : frames) {
                ann.send(frame);
            }
            ann.sendMarker(1);
            return ben.receivedBeforeMarker(1);
        }
    }
}
