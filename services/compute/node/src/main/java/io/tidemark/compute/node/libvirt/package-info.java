/**
 * The hypervisor on libvirt and QEMU, and the private libvirt daemons that belong to one platform.
 */
@NullMarked
package io.tidemark.compute.node.libvirt;

import org.jspecify.annotations.NullMarked;
