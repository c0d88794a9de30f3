package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.StopReason;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.LifecycleListener;
import org.libvirt.event.StoppedDetail;

/** Turns libvirt's lifecycle events, and the coming and going of the connection, into changes for listeners. */
final class Announcer implements LibvirtLink.Watcher {
    private final DomainView view;
    private final Listeners listeners;
    private final LifecycleListener ear = (domain, event) -> {
        heard(domain, event);
        return 0;
    };

    Announcer(DomainView view, Listeners listeners) {
        this.view = view;
        this.listeners = listeners;
    }

    @Override
    public void opened(TellingConnect connection) throws LibvirtException {
        connection.addLifecycleListener(ear);
        connection.hearRestarts(this::restarted);
        listeners.tell(new DomainChange.Reachable());
    }

    @Override
    public void closing(TellingConnect connection) throws LibvirtException {
        connection.hearNoRestarts();
        connection.removeLifecycleListener(ear);
    }

    @Override
    public void lost() {
        listeners.tell(new DomainChange.Unreachable());
    }

    private void heard(Domain domain, DomainEvent event) {
        try {
            Optional<VmId> vm = view.namedAsOurs(domain);
            vm.flatMap(known -> change(known, event)).ifPresent(listeners::tell);
        } catch (LibvirtException e) {
            throw new IllegalStateException("name and id of a domain are known without asking anybody", e);
        }
    }

    private static Optional<DomainChange> change(VmId vm, DomainEvent event) {
        return switch (event.getType()) {
            case STARTED -> Optional.of(new DomainChange.Started(vm));
            case SUSPENDED, RESUMED -> Optional.of(new DomainChange.Halted(vm));
            case STOPPED -> {
                StoppedDetail detail = event.getDetail();
                yield Optional.of(new DomainChange.Stopped(vm, reason(detail)));
            }
            case DEFINED, UNDEFINED, SHUTDOWN, PMSUSPENDED, CRASHED, UNKNOWN -> Optional.empty();
        };
    }

    private void restarted(String name, String uuid) {
        if (view.isOurs(name)) {
            listeners.tell(new DomainChange.Restarted(VmId.parse(uuid)));
        }
    }

    private static StopReason reason(StoppedDetail detail) {
        return switch (detail) {
            case SHUTDOWN -> StopReason.GUEST_SHUTDOWN;
            case DESTROYED -> StopReason.DESTROYED;
            case CRASHED, FAILED -> StopReason.CRASHED;
            case MIGRATED, SAVED, FROM_SNAPSHOT, UNKNOWN -> StopReason.UNKNOWN;
        };
    }
}
