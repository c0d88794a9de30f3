package io.tidemark.memorybroker.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.units.MemorySize;

/**
 * What the memory broker wants of one guest on this node, whole.
 *
 * @param epoch the VM's epoch for which memory was granted
 * @param generation the version of this wish within the epoch; it only grows
 */
public sealed interface GuestDirective {
    String KEY = "memory-broker/guest/";

    VmId vm();

    long epoch();

    long generation();

    /**
     * Memory is granted, and the balloon is to leave the guest this much of it.
     *
     * @param max granted, which is the memory at boot
     * @param target at most {@code max}
     */
    record Held(VmId vm, long epoch, long generation, MemorySize max, MemorySize target) implements GuestDirective {
        public Held {
            if (target.isMoreThan(max)) {
                throw new IllegalArgumentException("the target " + target + " is more than the granted " + max);
            }
        }
    }

    /** The grant is over. */
    record Absent(VmId vm, long epoch, long generation) implements GuestDirective {}

    /** Whether this says something newer than the other about the same guest. */
    default boolean isNewerThan(GuestDirective other) {
        return epoch() > other.epoch() || (epoch() == other.epoch() && generation() > other.generation());
    }

    /**
     * Reads a directive as it travels.
     *
     * @throws MalformedDirective when the body does not say what its key promises
     */
    static GuestDirective read(String key, JsonNode body) {
        try {
            VmId vm = VmId.parse(key.substring(KEY.length()));
            if (!vm.value().equals(body.path("vmId").asText())) {
                throw new IllegalArgumentException(
                        "vmId is " + body.path("vmId").asText());
            }
            long epoch = number(body, "epoch");
            long generation = number(body, "generation");
            return switch (body.path("desired").asText()) {
                case "absent" -> new Absent(vm, epoch, generation);
                case "held" ->
                    new Held(
                            vm,
                            epoch,
                            generation,
                            new MemorySize(number(body, "maxBytes")),
                            new MemorySize(number(body, "targetBytes")));
                default -> throw new IllegalArgumentException("desired is neither held nor absent");
            };
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new MalformedDirective(key, String.valueOf(e.getMessage()));
        }
    }

    private static long number(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return value.longValue();
    }
}
