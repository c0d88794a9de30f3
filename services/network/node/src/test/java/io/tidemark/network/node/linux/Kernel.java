package io.tidemark.network.node.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The few system calls by which a test is a guest: it opens a tap as QEMU does, and works in another network namespace on a
 * thread of its own.
 */
final class Kernel {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SETNS =
            function("setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle READ = transfer("read");
    private static final MethodHandle WRITE = transfer("write");
    private static final MethodHandle POLL = function(
            "poll",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle IOCTL_ADDRESS = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2),
            Linker.Option.captureCallState("errno"));

    static final int FOR_READING = 0;
    static final int FOR_READING_AND_WRITING = 2;
    private static final int NETWORK_NAMESPACE = 0x40000000;
    static final short READABLE = 1;

    private Kernel() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle transfer(String name) {
        return function(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    }

    /** Runs the work in this namespace, on a thread that ends with it; sockets that it opens stay there. */
    static <T> T in(Path namespace, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                int descriptor = open(namespace.toString(), FOR_READING);
                check("setns", (int) SETNS.invokeExact(errno(), descriptor, NETWORK_NAMESPACE));
                close(descriptor);
                result.complete(work.call());
            } catch (Throwable e) {
                // Whatever it is, the test that waits for the result is to fail with it.
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    /** Opens a file for reading, or a device for reading and writing. */
    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return check("open " + path, (int) OPEN.invokeExact(errno(), arena.allocateFrom(path), flags));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void close(int descriptor) {
        try {
            check("close", (int) CLOSE.invokeExact(errno(), descriptor));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void ioctl(int descriptor, long request, MemorySegment argument) {
        try {
            check("ioctl", (int) IOCTL_ADDRESS.invokeExact(errno(), descriptor, request, argument));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static long read(int descriptor, MemorySegment buffer) {
        try {
            return check("read", (long) READ.invokeExact(errno(), descriptor, buffer, buffer.byteSize()));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void write(int descriptor, MemorySegment bytes) {
        try {
            check("write", (long) WRITE.invokeExact(errno(), descriptor, bytes, bytes.byteSize()));
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Whether the descriptor can be read within this time. */
    static boolean readable(int descriptor, int millis) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment asked = arena.allocate(8, 4);
            asked.set(ValueLayout.JAVA_INT, 0, descriptor);
            asked.set(ValueLayout.JAVA_SHORT, 4, READABLE);
            return check("poll", (int) POLL.invokeExact(errno(), asked, 1L, millis)) > 0;
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private static final ThreadLocal<MemorySegment> ERRNO_OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(ERRNO));

    private static MemorySegment errno() {
        return ERRNO_OF_THREAD.get();
    }

    private static int check(String call, int result) {
        return (int) check(call, (long) result);
    }

    private static long check(String call, long result) {
        if (result < 0) {
            throw new IllegalStateException(call + " failed: errno " + (int) ERRNO_VALUE.get(errno(), 0L));
        }
        return result;
    }

    private static RuntimeException failure(Throwable e) {
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
