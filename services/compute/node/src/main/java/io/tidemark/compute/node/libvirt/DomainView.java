package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainState;
import io.tidemark.compute.node.hypervisor.ForeignDomain;
import io.tidemark.compute.node.hypervisor.Inventory;
import io.tidemark.compute.node.hypervisor.OwnDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * Tells this platform's domains from all others. Own is a domain whose mark names this platform and whose UUID is the id in
 * the mark.
 */
record DomainView(DomainNames names) {
    private static final int METADATA_ELEMENT = 2;

    /** Of libvirt's {@code virDomainPausedReason}. */
    private static final int PAUSED_UNKNOWN = 0;

    private static final int PAUSED_IO_ERROR = 5;
    private static final int PAUSED_SHUTTING_DOWN = 8;
    private static final int PAUSED_CRASHED = 10;
    private static final int PAUSED_STARTING_UP = 11;

    Inventory inventory(Connect connection) throws LibvirtException {
        List<OwnDomain> own = new ArrayList<>();
        List<ForeignDomain> foreign = new ArrayList<>();
        for (Domain domain : connection.listAllDomains(0)) {
            try {
                Optional<OwnDomain> mine = own(domain);
                if (mine.isPresent()) {
                    own.add(mine.get());
                } else {
                    foreign.add(foreign(domain));
                }
            } catch (LibvirtException e) {
                boolean endedMeanwhile = e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN;
                if (!endedMeanwhile) {
                    throw e;
                }
            } finally {
                domain.free();
            }
        }
        return new Inventory(own, foreign);
    }

    Optional<OwnDomain> own(Domain domain) throws LibvirtException {
        String uuid = domain.getUUIDString();
        Optional<DomainMark> mark = mark(domain)
                .filter(m -> m.platform().equals(names.home().tag()))
                .filter(m -> m.vm().toString().equals(uuid));
        return mark.isEmpty()
                ? Optional.empty()
                : Optional.of(new OwnDomain(mark.get().vm(), mark.get().epoch(), state(domain)));
    }

    /** The VM of a domain whose name is one of ours; asks nobody, so it serves for domains that are gone. */
    Optional<VmId> namedAsOurs(Domain domain) throws LibvirtException {
        return isOurs(domain.getName()) ? Optional.of(VmId.parse(domain.getUUIDString())) : Optional.empty();
    }

    boolean isOurs(String domainName) {
        return domainName.startsWith(names.prefix());
    }

    private static Optional<DomainMark> mark(Domain domain) throws LibvirtException {
        try {
            return DomainMark.read(domain.getMetadata(METADATA_ELEMENT, DomainMark.NAMESPACE, 0));
        } catch (LibvirtException e) {
            if (e.getError().getCode() == ErrorNumber.VIR_ERR_NO_DOMAIN_METADATA) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static DomainState state(Domain domain) throws LibvirtException {
        DomainInfo.DomainState state = domain.getInfo().state;
        return switch (state) {
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED -> DomainState.RUNNING;
            case VIR_DOMAIN_PAUSED -> paused(domain);
            case VIR_DOMAIN_PMSUSPENDED -> DomainState.PAUSED;
            case VIR_DOMAIN_SHUTDOWN -> DomainState.STOPPING;
            case VIR_DOMAIN_CRASHED -> DomainState.CRASHED;
            // A transient domain that is listed and not active is one whose process is being begun.
            case VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_NOSTATE -> DomainState.STARTING;
        };
    }

    /** libvirt pauses for purposes of its own too: only what lasts until somebody acts is told as a pause. */
    private static DomainState paused(Domain domain) throws LibvirtException {
        int reason = domain.getConnect() instanceof TellingConnect connection
                ? connection.reason(domain.getUUIDString())
                : PAUSED_UNKNOWN;
        return switch (reason) {
            case PAUSED_IO_ERROR -> DomainState.IO_ERROR;
            case PAUSED_SHUTTING_DOWN -> DomainState.STOPPING;
            case PAUSED_CRASHED -> DomainState.CRASHED;
            case PAUSED_STARTING_UP -> DomainState.STARTING;
            default -> DomainState.PAUSED;
        };
    }

    private static ForeignDomain foreign(Domain domain) throws LibvirtException {
        String word = domain.getInfo().state.name().replace("VIR_DOMAIN_", "").toLowerCase(Locale.ROOT);
        return new ForeignDomain(domain.getName(), domain.getUUIDString(), word);
    }
}
