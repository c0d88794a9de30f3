package io.tidemark.compute.node;

import java.util.UUID;

/** Identity of a virtual machine, the same in every service and in libvirt (it is the domain's UUID). */
public record VmId(UUID value) {
    /** @throws IllegalArgumentException when the text is no UUID */
    public static VmId parse(String text) {
        return new VmId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
