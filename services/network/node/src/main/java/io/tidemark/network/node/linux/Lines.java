package io.tidemark.network.node.linux;

import io.tidemark.network.node.plan.Found;
import io.tidemark.network.node.plan.Step;
import io.tidemark.network.node.plan.TokenBucket;

/** Steps as the text that tells a tool to do them. Pure. */
final class Lines {
    /** A program that reads commands from its input. */
    enum Tool {
        IP("ip -batch"),
        TC("tc -batch"),
        NFT("nft -f");

        private final String call;

        Tool(String call) {
            this.call = call;
        }

        /** As actions tell it. */
        String call() {
            return call;
        }
    }

    /** What one tool is to read; each line ends with a newline. */
    record Text(Tool tool, String lines) {}

    /** A classic BPF program that returns at once and matches every frame. */
    private static final String EVERY_FRAME = "bpf bytecode '1,6 0 0 4294967295'";

    /** Behind the kernel's own addresses (0) and before the main table (32766). */
    private static final int RULE_PRIORITY = 1_000;

    private final Guard guard;

    Lines(Guard guard) {
        this.guard = guard;
    }

    Text of(Step.Line step) {
        return switch (step) {
            case Step.MakeBridge s -> ip(bridge(s) + silent(s.name()));
            case Step.MakeTap s -> ip(tap(s) + silent(s.name()));
            case Step.MakeQueue s -> ip("link add name %s type ifb\n".formatted(s.name()) + silent(s.name()));
            case Step.DropLink s -> ip("link delete dev %s\n".formatted(s.name()));
            case Step.SetAlias s -> ip("link set dev %s alias %s\n".formatted(s.name(), s.alias()));
            case Step.SetMac s -> ip("link set dev %s address %s\n".formatted(s.name(), s.mac()));
            case Step.SetMtu s -> ip("link set dev %s mtu %d\n".formatted(s.name(), s.mtu()));
            case Step.SetUp s -> ip("link set dev %s up\n".formatted(s.name()));
            case Step.SetBridge s -> ip("link set dev %s %s\n".formatted(s.name(), master(s)));
            case Step.AddAddress s -> ip("addr add %s dev %s noprefixroute\n".formatted(s.address(), s.name()));
            case Step.DropAddress s -> ip("addr del %s dev %s\n".formatted(s.address(), s.name()));
            case Step.AddRule s -> ip("rule add %s\n".formatted(rule(s.mark())));
            case Step.DropRule s -> ip("rule del %s\n".formatted(rule(s.mark())));
            case Step.SetRoute s -> ip(route(s.table(), s.route()));
            case Step.SetBucket s -> tc(bucket(s.device(), s.bucket()));
            case Step.Hook s -> tc("qdisc replace dev %s clsact\n".formatted(s.tap()));
            case Step.Redirect s -> tc(redirect(s));
            case Step.Unredirect s ->
                tc("filter del dev %s %s\n"
                        .formatted(s.side().tap(), s.side().direction().hook()));
            case Step.LoadGuard s -> nft(guard.load(s.entries()));
            case Step.Permit s -> nft(guard.permit(s.entry()));
            case Step.Forbid s -> nft(guard.forbid(s.entry()));
        };
    }

    private static Text ip(String lines) {
        return new Text(Tool.IP, lines);
    }

    private static Text tc(String lines) {
        return new Text(Tool.TC, lines);
    }

    private static Text nft(String lines) {
        return new Text(Tool.NFT, lines);
    }

    /** The bridge of one host cannot loop: no spanning tree, no delay before the first frame passes. */
    private static String bridge(Step.MakeBridge s) {
        return "link add name %s address %s mtu %d type bridge stp_state 0 forward_delay 0 mcast_snooping 0\n"
                .formatted(s.name(), s.mac(), s.mtu());
    }

    /**
     * Without an owner anybody who may open /dev/net/tun could attach to it. libvirtd does so as root and hands the open
     * tap to its unprivileged QEMU.
     */
    private static String tap(Step.MakeTap s) {
        return "tuntap add dev %s mode tap user 0\n".formatted(s.name());
    }

    /** No IPv6 address of its own: the host has nothing to say on a tenant's network unasked. */
    private static String silent(String name) {
        return "link set dev %s addrgenmode none\n".formatted(name);
    }

    private static String master(Step.SetBridge s) {
        return s.bridge() == null ? "nomaster" : "master " + s.bridge();
    }

    private static String rule(long mark) {
        return "priority %d fwmark 0x%x lookup %d".formatted(RULE_PRIORITY, mark, mark);
    }

    private static String route(long table, Found.Route route) {
        return "route replace %s dev %s src %s table %d\n"
                .formatted(route.addresses(), route.bridge(), route.source(), table);
    }

    private static String bucket(String device, TokenBucket bucket) {
        String peak = bucket.hasPeak()
                ? " peakrate %dbit mtu %d".formatted(bucket.peakBitsPerSecond(), bucket.peakBytes())
                : "";
        return "qdisc replace dev %s root handle 1: tbf rate %dbit burst %db limit %db%s\n"
                .formatted(device, bucket.bitsPerSecond(), bucket.burstBytes(), bucket.queueBytes(), peak);
    }

    private static String redirect(Step.Redirect s) {
        return "filter replace dev %s %s protocol all prio 1 handle 1 %s action mirred egress redirect dev %s\n"
                .formatted(s.side().tap(), s.side().direction().hook(), EVERY_FRAME, s.queue());
    }
}
