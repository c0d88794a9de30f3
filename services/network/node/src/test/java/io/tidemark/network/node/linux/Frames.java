package io.tidemark.network.node.linux;

import io.tidemark.network.node.Ipv4Address;
import io.tidemark.network.node.MacAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Ethernet frames as a guest writes them, true or forged. Pure. */
final class Frames {
    static final int ARP = 0x0806;
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int VLAN = 0x8100;
    private static final byte[] BROADCAST = HexFormat.of().parseHex("ffffffffffff");
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int TCP = 6;

    private Frames() {}

    static byte[] bytes(MacAddress mac) {
        return HexFormat.ofDelimiter(":").parseHex(mac.value());
    }

    /** A broadcast frame. */
    static byte[] frame(MacAddress source, int type, byte[] payload) {
        return frame(BROADCAST, source, type, payload);
    }

    private static byte[] frame(byte[] target, MacAddress source, int type, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(Math.max(60, 14 + payload.length));
        frame.put(target).put(bytes(source)).putShort((short) type).put(payload);
        return frame.array();
    }

    /** Asks everybody who has an address, in the name of a sender. */
    static byte[] whoHas(MacAddress source, MacAddress sender, Ipv4Address senderAddress, Ipv4Address asked) {
        return frame(source, ARP, arp(1, sender, senderAddress, asked));
    }

    /** Tells everybody that the sender has an address. */
    static byte[] iHave(MacAddress source, MacAddress sender, Ipv4Address address) {
        return frame(source, ARP, arp(2, sender, address, address));
    }

    private static byte[] arp(int operation, MacAddress sender, Ipv4Address senderAddress, Ipv4Address asked) {
        return ByteBuffer.allocate(28)
                .putShort((short) 1)
                .putShort((short) IPV4)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) operation)
                .put(bytes(sender))
                .putInt(senderAddress.bits())
                .put(new byte[6])
                .putInt(asked.bits())
                .array();
    }

    static byte[] udp(MacAddress source, Ipv4Address from, int fromPort, Ipv4Address to, int toPort, byte[] data) {
        ByteBuffer udp = ByteBuffer.allocate(8 + data.length)
                .putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data);
        return frame(source, IPV4, ipv4(from, to, UDP, udp.array()));
    }

    static byte[] ping(MacAddress source, Ipv4Address from, MacAddress target, Ipv4Address to) {
        byte[] echo = ByteBuffer.allocate(16).put((byte) 8).array();
        ByteBuffer.wrap(echo).putShort(2, checksum(echo));
        return frame(bytes(target), source, IPV4, ipv4(from, to, ICMP, echo));
    }

    static byte[] connect(MacAddress source, Ipv4Address from, MacAddress target, Ipv4Address to, int port) {
        byte[] syn = ByteBuffer.allocate(20)
                .putShort((short) 40_000)
                .putShort((short) port)
                .putInt(1)
                .putInt(0)
                .putShort((short) 0x5002)
                .putShort((short) 1000)
                .array();
        ByteBuffer pseudo = ByteBuffer.allocate(12 + syn.length)
                .putInt(from.bits())
                .putInt(to.bits())
                .putShort((short) TCP)
                .putShort((short) syn.length)
                .put(syn);
        ByteBuffer.wrap(syn).putShort(16, checksum(pseudo.array()));
        return frame(bytes(target), source, IPV4, ipv4(from, to, TCP, syn));
    }

    private static byte[] ipv4(Ipv4Address from, Ipv4Address to, int protocol, byte[] data) {
        byte[] packet = ByteBuffer.allocate(20 + data.length)
                .putShort((short) 0x4500)
                .putShort((short) (20 + data.length))
                .putInt(0)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(from.bits())
                .putInt(to.bits())
                .put(data)
                .array();
        byte[] header = Arrays.copyOf(packet, 20);
        ByteBuffer.wrap(packet).putShort(10, checksum(header));
        return packet;
    }

    /** RFC 1071; of an even number of bytes. */
    private static short checksum(byte[] bytes) {
        int sum = 0;
        ByteBuffer words = ByteBuffer.wrap(bytes);
        while (words.remaining() > 1) {
            sum += words.getShort() & 0xffff;
        }
        sum = (sum >>> 16) + (sum & 0xffff);
        sum += sum >>> 16;
        return (short) ~sum;
    }

    static int type(byte[] frame) {
        return ByteBuffer.wrap(frame).getShort(12) & 0xffff;
    }

    static boolean isFrom(byte[] frame, MacAddress source) {
        return Arrays.equals(frame, 6, 12, bytes(source), 0, 6);
    }

    /** From which address an IPv4 frame comes. */
    static Ipv4Address source(byte[] frame) {
        return new Ipv4Address(ByteBuffer.wrap(frame).getInt(26));
    }

    /** Whether it is an answer to a ping. */
    static boolean isPong(byte[] frame) {
        return type(frame) == IPV4 && frame[23] == ICMP && frame[34] == 0;
    }

    static boolean isUdpTo(byte[] frame, int port) {
        return type(frame) == IPV4
                && frame[23] == UDP
                && (ByteBuffer.wrap(frame).getShort(36) & 0xffff) == port;
    }

    /** What a UDP frame carries, with padding. */
    static ByteBuffer udpData(byte[] frame) {
        return ByteBuffer.wrap(frame, 42, frame.length - 42).slice();
    }
}
