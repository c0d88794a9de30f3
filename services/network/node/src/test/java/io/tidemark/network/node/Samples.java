package io.tidemark.network.node;

import io.tidemark.units.Bandwidth;
import java.util.UUID;

/** Networks and ports to test with; numbers make them differ. */
public final class Samples {
    private Samples() {}

    public static NetworkState network(int number) {
        return new NetworkState(
                new NetworkId(new UUID(0x6e65747721L, number)),
                Ipv4Range.parse("10.77." + number + ".0/24"),
                Ipv4Address.parse("10.77." + number + ".1"),
                1500);
    }

    /** The port with this number on the network: its last octet is the number and nine. */
    public static PortState port(NetworkState network, int number) {
        return new PortState(
                new PortId(new UUID(network.networkId().uuid().getLeastSignificantBits() << 16, number)),
                network.networkId(),
                new MacAddress("52:54:%02x:00:%02x:%02x"
                        .formatted(
                                network.networkId().uuid().getLeastSignificantBits() & 255, number >> 8, number & 255)),
                new Ipv4Address(network.cidr().base().bits() + 9 + number),
                Shape.UNLIMITED);
    }

    public static TrafficLimit megabits(long average) {
        return TrafficLimit.of(Bandwidth.ofMegabits(average));
    }

    public static TrafficLimit megabits(long average, long peak, long burstBytes) {
        return new TrafficLimit(Bandwidth.ofMegabits(average), Bandwidth.ofMegabits(peak), burstBytes);
    }
}
