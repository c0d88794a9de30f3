package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.VmId;
import java.nio.file.Path;

/**
 * The names under which a platform's domains and their files stand on the host. A domain's name holds the platform's tag,
 * the VM's id and the epoch: nothing that a tenant chose.
 */
record DomainNames(NodeHome home) {
    /** What the names of this platform's domains, and no others, begin with. */
    String prefix() {
        return "tm-" + home.tag() + "-";
    }

    String domain(VmId vm, long epoch) {
        return prefix() + vm + "-e" + epoch;
    }

    Path consoleSocket(VmId vm) {
        return home.consoles().resolve(vm + ".sock");
    }

    Path consoleLog(VmId vm) {
        return home.consoles().resolve(vm + ".log");
    }

    /** Where libvirt writes how the virtual machine process of one epoch began and ended. */
    Path processLog(VmId vm, long epoch) {
        return processLogs().resolve(domain(vm, epoch) + ".log");
    }

    Path processLogs() {
        return home.libvirt().resolve("log").resolve("qemu");
    }
}
