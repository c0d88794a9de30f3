package io.tidemark.compute.api;

import io.tidemark.compute.vm.VmSpec;
import io.tidemark.http.Fields;
import java.util.Optional;

/**
 * A virtual machine to create.
 *
 * @param diskBytes the size of its disk; the image's when absent
 * @param networkId the default network when absent
 * @param start whether it starts at once; true when absent
 */
public record VmRequest(
        String tenantId,
        String name,
        int vcpus,
        long memoryBytes,
        Optional<Long> memoryReservationBytes,
        String imageId,
        Optional<Long> diskBytes,
        Optional<String> networkId,
        Optional<VmSpec.Shape> shape,
        Optional<Boolean> start) {

    /** @throws IllegalArgumentException when what it cannot be without was left out */
    VmRequest complete() {
        Fields.required(tenantId, "tenantId");
        Fields.required(name, "name");
        Fields.required(imageId, "imageId");
        return this;
    }
}
