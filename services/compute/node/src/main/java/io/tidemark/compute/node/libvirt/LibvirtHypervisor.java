package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.Stopwatch;
import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.Accelerator;
import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.hypervisor.Hypervisor;
import io.tidemark.compute.node.hypervisor.HypervisorException;
import io.tidemark.compute.node.hypervisor.HypervisorException.Category;
import io.tidemark.compute.node.hypervisor.Inventory;
import io.tidemark.compute.node.hypervisor.MemoryReading;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import io.tidemark.compute.node.hypervisor.RunTrace;
import io.tidemark.compute.node.hypervisor.StopMode;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * Guests as transient libvirt domains on QEMU. The domain's UUID is the VM's id; its name holds the platform's tag, the id
 * and the epoch; its metadata says whose it is. Survives the daemon's death: see {@link LibvirtLink}.
 */
public final class LibvirtHypervisor implements Hypervisor {
    private static final long KIB = 1024;
    /** VIR_DOMAIN_REBOOT_ACPI_POWER_BTN: no agent in the guest is asked first. */
    private static final int ACPI_POWER_BUTTON = 1;

    private final DomainNames names;
    private final DomainView view;
    private final Accelerator accelerator;
    private final Listeners listeners = new Listeners();
    private final LibvirtLink link;

    /**
     * @param home whose domains are this platform's
     * @param uri address of the daemon, such as {@link PrivateLibvirt#uri()}; it need not answer yet
     * @param accelerator for guests started from now on
     */
    public LibvirtHypervisor(NodeHome home, String uri, Accelerator accelerator) {
        this.names = new DomainNames(home);
        this.view = new DomainView(names);
        this.accelerator = accelerator;
        this.link = new LibvirtLink(uri, new Announcer(view, listeners));
    }

    @Override
    public Action start(DomainSpec spec, long epoch) {
        String xml = DomainXml.render(spec, epoch, names, accelerator);
        try {
            Files.createDirectories(names.home().consoles());
            Action started = link.call(
                            "virDomainCreateXML",
                            spec.vm(),
                            connection -> connection.domainCreateXML(xml, 0).free())
                    .action();
            forgetProcessLogs(spec.vm(), other -> !other.equals(names.processLog(spec.vm(), epoch)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the console or process logs cannot be written for " + spec.vm(), e);
        }
    }

    @Override
    public Action stop(VmId vm, StopMode mode) {
        return switch (mode) {
            case GRACEFUL ->
                onOwn("virDomainShutdown", vm, domain -> {
                    domain.shutdown();
                    return 0;
                });
            case FORCED -> onOwn("virDomainDestroy", vm, LibvirtHypervisor::destroy);
        };
    }

    @Override
    public Action pause(VmId vm) {
        return onOwn("virDomainSuspend", vm, domain -> {
            domain.suspend();
            return 0;
        });
    }

    @Override
    public Action resume(VmId vm) {
        return onOwn("virDomainResume", vm, LibvirtHypervisor::resume);
    }

    @Override
    public Action restart(VmId vm, StopMode mode) {
        return switch (mode) {
            case GRACEFUL ->
                onOwn("virDomainReboot", vm, domain -> {
                    domain.reboot(ACPI_POWER_BUTTON);
                    return 0;
                });
            case FORCED ->
                onOwn("virDomainReset", vm, domain -> {
                    domain.reset();
                    return 0;
                });
        };
    }

    @Override
    public Action remove(VmId vm) {
        Action removed;
        try {
            removed = stop(vm, StopMode.FORCED);
        } catch (HypervisorException e) {
            if (e.category() != Category.ABSENT) {
                throw e;
            }
            Action looked = e.action();
            removed = new Action(looked.call(), looked.target(), looked.startedAt(), looked.micros(), Action.OK);
        }
        try {
            Files.deleteIfExists(names.consoleSocket(vm));
            forgetProcessLogs(vm, every -> true);
        } catch (IOException e) {
            throw new UncheckedIOException("what a removed guest left cannot be deleted: " + vm, e);
        }
        return removed;
    }

    @Override
    public Optional<OwnDomain> find(VmId vm) {
        try {
            return link.call("virDomainLookupByUUID", vm, connection -> {
                        Domain domain = connection.domainLookupByUUIDString(vm.toString());
                        try {
                            return view.own(domain);
                        } finally {
                            domain.free();
                        }
                    })
                    .value();
        } catch (HypervisorException e) {
            if (e.category() == Category.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Inventory list() {
        return link.call("virConnectListAllDomains", names.home().tag(), view::inventory)
                .value();
    }

    @Override
    public RunTrace trace(VmId vm, long epoch) {
        return new ProcessLog(names.processLog(vm, epoch)).trace();
    }

    @Override
    public Action setBalloon(VmId vm, MemorySize target) {
        return onOwn("virDomainSetMemory", vm, domain -> {
            domain.setMemory(Math.min(target.bytes() / KIB, domain.getMaxMemory()));
            return 0;
        });
    }

    @Override
    public MemoryReading memory(VmId vm) {
        return link.call(
                        "virDomainMemoryStats",
                        vm,
                        connection -> with(
                                connection,
                                vm,
                                domain -> new MemoryStatistics(domain.memoryStats(MemoryStatistics.ASKED)).reading()))
                .value();
    }

    @Override
    public Subscription listen(Consumer<DomainChange> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        link.close();
        listeners.close();
    }

    /** libvirt refuses to resume what runs. */
    private static int resume(Domain domain) throws LibvirtException {
        try {
            domain.resume();
        } catch (LibvirtException e) {
            if (domain.getInfo().state != DomainInfo.DomainState.VIR_DOMAIN_RUNNING) {
                throw e;
            }
        }
        return 0;
    }

    /**
     * A libvirtd that is just reconnecting to its guests may kill the guest and then find it gone: the aim is reached.
     */
    private static int destroy(Domain domain) throws LibvirtException {
        try {
            domain.destroy();
        } catch (LibvirtException e) {
            if (e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
                throw e;
            }
        }
        return 0;
    }

    private interface OnDomain<T> {
        T call(Domain domain) throws LibvirtException;
    }

    private Action onOwn(String call, VmId vm, OnDomain<Integer> work) {
        return link.call(call, vm, connection -> with(connection, vm, work)).action();
    }

    private <T> T with(Connect connection, VmId vm, OnDomain<T> work) throws LibvirtException {
        Domain domain = connection.domainLookupByUUIDString(vm.toString());
        try {
            if (view.own(domain).isEmpty()) {
                throw new HypervisorException(
                        Category.ABSENT, new Stopwatch("own domain", vm).ended("it belongs to another owner"));
            }
            return work.call(domain);
        } finally {
            domain.free();
        }
    }

    private void forgetProcessLogs(VmId vm, Predicate<Path> which) throws IOException {
        try (DirectoryStream<Path> logs =
                Files.newDirectoryStream(names.processLogs(), names.prefix() + vm + "-e*.log")) {
            for (Path log : logs) {
                if (which.test(log)) {
                    Files.deleteIfExists(log);
                }
            }
        } catch (NoSuchFileException nothingLogged) {
            // libvirt makes the folder with the first guest.
        }
    }
}
