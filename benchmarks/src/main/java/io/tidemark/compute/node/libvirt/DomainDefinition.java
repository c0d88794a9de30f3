package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.DomainSpec;

/**
 * The XML that {@link LibvirtHypervisor} hands to libvirt for a guest, for whoever wants to hand over the same by
 * himself. It stands in this package because the rendering is nobody else's business in the product.
 */
public final class DomainDefinition {
    private DomainDefinition() {}

    /** Pure. */
    public static String xml(DomainSpec spec, long epoch, NodeHome home, Accelerator accelerator) {
        return DomainXml.render(spec, epoch, new DomainNames(home), accelerator);
    }
}
