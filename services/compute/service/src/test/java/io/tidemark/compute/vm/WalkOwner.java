package io.tidemark.compute.vm;

import io.tidemark.compute.fleet.Placement;
import io.tidemark.compute.vm.VmCommand.*;
import io.tidemark.compute.vm.VmEvent.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Network or memory-broker as far as a machine meets them: gives under an epoch, takes back, and says so once. */
final class WalkOwner {
    final WalkMessages said = new WalkMessages();
    /** The epochs under which it took back, in order. */
    final List<Long> takenBack = new ArrayList<>();

    private final Grant grant;
    private final Port port;
    private final BooleanSupplier isUnlucky;
    private int read;
    private boolean allocated;
    private Optional<Long> held = Optional.empty();

    WalkOwner(Grant grant, Port port, BooleanSupplier isUnlucky) {
        this.grant = grant;
        this.port = port;
        this.isUnlucky = isUnlucky;
    }

    Optional<Long> held() {
        return held;
    }

    boolean hasNews(List<VmEvent> log) {
        return read < log.size();
    }

    boolean takeIn(List<VmEvent> log) {
        if (!hasNews(log)) {
            return false;
        }
        VmEvent event = log.get(read++);
        switch (event) {
            case VmDefined _ -> unlessUnlucky(this::allocate);
            case VmPlaced e -> unlessUnlucky(() -> give(e.epoch()));
            case VmCompensationAsked e when e.grant() == grant -> unlessUnlucky(() -> takeBack(e.epoch()));
            case VmAskedAgain e -> again(e);
            case VmStartFailed e -> takeBack(e.epoch());
            case VmStopped e -> takeBack(e.epoch());
            default -> {}
        }
        return true;
    }

    private void again(VmAskedAgain e) {
        switch (e.step()) {
            case port -> allocate();
            case grants -> give(e.epoch());
            case unbinding, release -> {
                if (VmStep.undoing(grant) == e.step()) {
                    takeBack(e.epoch());
                }
            }
            case start, withdrawal, stop, pause, resume, restart, deletion, look -> {}
        }
    }

    private void unlessUnlucky(Runnable act) {
        if (!isUnlucky.getAsBoolean()) {
            act.run();
        }
    }

    private void allocate() {
        if (grant == Grant.port && !allocated) {
            allocated = true;
            said.say(new AttachPort(port, onNode()));
        }
    }

    private static Placement.Choice onNode() {
        return new Placement.Choice(Optional.of(ProcessWalk.NODE), List.of());
    }

    private void give(long epoch) {
        if (held.filter(current -> current >= epoch).isPresent()) {
            return;
        }
        if (grant == Grant.memory && isUnlucky.getAsBoolean()) {
            said.say(new RefuseMemory(epoch, "NO_MEMORY", "full"));
            return;
        }
        held = Optional.of(epoch);
        said.say(grant == Grant.memory ? new GrantMemory(epoch) : new BindPort(epoch, port.portId(), epoch));
    }

    private void takeBack(long epoch) {
        held.filter(current -> current <= epoch).ifPresent(current -> {
            held = Optional.empty();
            takenBack.add(current);
            said.say(new ConfirmGivenBack(current, grant));
        });
    }
}
