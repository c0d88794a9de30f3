package io.tidemark.compute.node.host;

import io.tidemark.compute.node.HostCommand;
import java.util.List;

/** Which of the dataplane's kernel features are there, each tried in a network namespace that ends with the trial. */
final class NetworkProbe {
    private record Feature(String name, String trial, String use) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("net.bridge", "ip link add b0 type bridge", "one bridge per network"),
            new Feature("net.veth", "ip link add v0 type veth peer name v1", "links into the platform's namespace"),
            new Feature("net.tap", "ip tuntap add dev t0 mode tap", "one tap per port"),
            new Feature("net.nft", "nft add table bridge t", "anti-spoofing on every port"),
            new Feature("net.htb", "tc qdisc add dev lo root handle 1: htb", "bandwidth guarantees"),
            new Feature(
                    "net.tbf",
                    "tc qdisc add dev lo root tbf rate 1mbit burst 10kb latency 50ms",
                    "average, peak and burst of a port"),
            new Feature("net.ifb", "ip link add i0 type ifb", "shaping of what a guest sends"));

    private NetworkProbe() {}

    static List<Finding> run() {
        return FEATURES.stream().map(NetworkProbe::probe).toList();
    }

    private static Finding probe(Feature feature) {
        HostCommand.Result result =
                HostCommand.of("unshare", "--net", "sh", "-c", feature.trial()).run();
        return result.ok()
                ? new Finding(feature.name(), "yes", feature.use(), "`" + feature.trial() + "` worked")
                : new Finding(feature.name(), "no", "not used", result.lastLine());
    }
}
