package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainChange;
import io.tidemark.compute.node.hypervisor.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.LifecycleListener;
import org.libvirt.event.StoppedDetail;

/** Turns libvirt's lifecycle events, and the coming and going of the connection, into changes for listeners. */
final class Announcer implements LibvirtLink.Watcher {
    private final DomainView view;
    private final Listeners listeners;
    /** Guests that have shut themselves down and are not gone. */
    private final Set<VmId> shutDown = ConcurrentHashMap.newKeySet();

    private final LifecycleListener ear = (domain, event) -> {
        heard(domain, event);
        return 0;
    };

    Announcer(DomainView view, Listeners listeners) {
        this.view = view;
        this.listeners = listeners;
    }

    @Override
    public void opened(Connect connection) throws LibvirtException {
        connection.addLifecycleListener(ear);
        listeners.tell(new DomainChange.Reachable());
    }

    @Override
    public void closing(Connect connection) throws LibvirtException {
        connection.removeLifecycleListener(ear);
    }

    @Override
    public void lost() {
        listeners.tell(new DomainChange.Unreachable());
    }

    private void heard(Domain domain, DomainEvent event) {
        try {
            Optional<VmId> vm = view.namedAsOurs(domain);
            if (vm.isPresent()) {
                changes(vm.get(), event).forEach(listeners::tell);
            }
        } catch (LibvirtException e) {
            throw new IllegalStateException("name and id of a domain are known without asking anybody", e);
        }
    }

    /** A guest that goes on after it has shut itself down, in the same domain, was rebooted. */
    private List<DomainChange> changes(VmId vm, DomainEvent event) {
        return switch (event.getType()) {
            case STARTED -> List.of(new DomainChange.Started(vm));
            case SUSPENDED -> List.of(new DomainChange.Halted(vm));
            case RESUMED ->
                shutDown.remove(vm)
                        ? List.of(new DomainChange.Halted(vm), new DomainChange.Restarted(vm))
                        : List.of(new DomainChange.Halted(vm));
            case SHUTDOWN -> {
                shutDown.add(vm);
                yield List.of();
            }
            case STOPPED -> {
                shutDown.remove(vm);
                StoppedDetail detail = event.getDetail();
                yield List.of(new DomainChange.Stopped(vm, reason(detail)));
            }
            case DEFINED, UNDEFINED, PMSUSPENDED, CRASHED, UNKNOWN -> List.of();
        };
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
