package io.tidemark.compute.node.hypervisor;

import java.util.Locale;

/** What executes a guest's instructions. */
public enum Accelerator {
    /** The processor itself, through the kernel's KVM. */
    KVM,
    /** QEMU's translation: slow, everywhere, and no isolation boundary by QEMU's own word. */
    TCG;

    /** Its name in facts and findings. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
