package io.tidemark.compute.vm;

import io.tidemark.compute.image.ImageId;
import io.tidemark.units.MemorySize;
import java.util.Optional;

/** A virtual machine of which nothing matters but that it is one. */
final class SmallMachine {
    static final VmSpec SPEC = new VmSpec(
            new TenantId("acme"),
            "web1",
            1,
            MemorySize.ofMebibytes(256),
            MemorySize.ZERO,
            new ImageId("image-1"),
            "/images/image-1.qcow2",
            MemorySize.ofMebibytes(64),
            Optional.empty(),
            Optional.empty());

    private SmallMachine() {}
}
