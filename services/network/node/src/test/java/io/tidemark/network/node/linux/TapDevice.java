package io.tidemark.network.node.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** An open tap: what the guest's side of it sends and receives. */
final class TapDevice implements AutoCloseable {
    private static final long TUNSETIFF = 0x400454ca;
    private static final long TUNSETOFFLOAD = 0x400454d0;
    private static final short TAP = 0x0002;
    private static final short NO_PACKET_INFORMATION = 0x1000;
    private static final short OFFLOAD_HEADER = 0x4000;
    private static final long CHECKSUM_AND_SEGMENTATION = 1 | 2 | 4;
    private static final int LARGEST_FRAME = 70_000;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(LARGEST_FRAME);
    private final int descriptor;

    private TapDevice(int descriptor) {
        this.descriptor = descriptor;
    }

    /** A tap whose frames are plain Ethernet. */
    static TapDevice plain(Path namespace, String name) {
        return new TapDevice(Kernel.in(namespace, () -> open(name, (short) 0)));
    }

    /**
     * A tap as a virtio guest has it: frames carry a header, may be 64 KiB long and lack their checksums. Two of these can
     * be joined, because both sides mean the same by the header.
     */
    static TapDevice offloading(Path namespace, String name) {
        return new TapDevice(Kernel.in(namespace, () -> {
            int descriptor = open(name, OFFLOAD_HEADER);
            Kernel.ioctl(descriptor, TUNSETOFFLOAD, MemorySegment.ofAddress(CHECKSUM_AND_SEGMENTATION));
            return descriptor;
        }));
    }

    private static int open(String name, short flags) {
        int descriptor = Kernel.open("/dev/net/tun", Kernel.FOR_READING_AND_WRITING);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(40);
            MemorySegment.copy(
                    name.getBytes(StandardCharsets.US_ASCII), 0, request, ValueLayout.JAVA_BYTE, 0, name.length());
            request.set(ValueLayout.JAVA_SHORT_UNALIGNED, 16, (short) (TAP | NO_PACKET_INFORMATION | flags));
            Kernel.ioctl(descriptor, TUNSETIFF, request);
        }
        return descriptor;
    }

    void send(byte[] frame) {
        try (Arena once = Arena.ofConfined()) {
            MemorySegment bytes = once.allocate(frame.length);
            MemorySegment.copy(frame, 0, bytes, ValueLayout.JAVA_BYTE, 0, frame.length);
            Kernel.write(descriptor, bytes);
        }
    }

    /** The next frame; empty when none comes within this time. */
    Optional<byte[]> receive(int millis) {
        if (!Kernel.readable(descriptor, millis)) {
            return Optional.empty();
        }
        int length = (int) Kernel.read(descriptor, buffer);
        byte[] frame = new byte[length];
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, frame, 0, length);
        return Optional.of(Arrays.copyOf(frame, length));
    }

    /** Passes one frame on to another tap; says whether one came within this time. */
    boolean passOn(TapDevice other, int millis) {
        if (!Kernel.readable(descriptor, millis)) {
            return false;
        }
        long length = Kernel.read(descriptor, buffer);
        Kernel.write(other.descriptor, buffer.asSlice(0, length));
        return true;
    }

    @Override
    public void close() {
        Kernel.close(descriptor);
        arena.close();
    }
}
