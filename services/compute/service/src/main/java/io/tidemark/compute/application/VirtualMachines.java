package io.tidemark.compute.application;

import io.smallrye.mutiny.Uni;
import io.tidemark.compute.vm.TenantId;
import io.tidemark.compute.vm.Vm;
import io.tidemark.compute.vm.VmCommand;
import io.tidemark.compute.vm.VmDecider;
import io.tidemark.compute.vm.VmEvent;
import io.tidemark.compute.vm.VmId;
import io.tidemark.compute.vm.VmProblem;
import io.tidemark.compute.vm.VmSpec;
import io.tidemark.compute.vm.VmStep;
import io.tidemark.eventstore.Aggregates;
import io.tidemark.eventstore.Append;
import io.tidemark.eventstore.Cause;
import io.tidemark.eventstore.Companion;
import io.tidemark.eventstore.EventStore;
import io.tidemark.eventstore.Outcome;
import io.tidemark.messaging.Effect;
import io.tidemark.messaging.RequestLog;
import io.tidemark.problems.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The virtual machines in the store. */
@ApplicationScoped
public class VirtualMachines {
    private static final String CATEGORY = "vm";

    private final EventStore store;
    private final RequestLog requests;

    public VirtualMachines(EventStore store, RequestLog requests) {
        this.store = store;
        this.requests = requests;
    }

    public Uni<Outcome<Vm>> handle(VmId id, VmCommand command, Cause cause, List<Companion> companions) {
        return aggregates(id).handle(id.value(), command, cause, companions);
    }

    public Uni<Outcome<Vm>> handle(VmId id, VmCommand command, Cause cause) {
        return handle(id, command, cause, List.of());
    }

    /** What somebody asked for as an operation: where it is so already, that is recorded, so that the operation ends. */
    public Uni<Outcome<Vm>> asked(VmId id, String action, VmCommand command, Cause cause, List<Companion> companions) {
        return aggregates(id)
                .handle(
                        id.value(),
                        command,
                        companions,
                        decided -> isMet(decided)
                                ? requests.record(
                                        cause,
                                        decided.write().objectPath(),
                                        ComputeEvents.REQUEST.encode(new RequestMet(action, id.value())),
                                        () -> Uni.createFrom().item(new Effect(List.of(), companions)))
                                : store.append(new Append(List.of(decided.write()), cause, companions)));
    }

    /** Nothing has to change, and nothing is under way whose operation it would be. */
    private static boolean isMet(Aggregates.Plan.Write<Vm> decided) {
        return decided.write().events().isEmpty() && VmStep.of(decided.state()).isEmpty();
    }

    public Uni<Aggregates.Plan<Vm>> plan(VmId id, VmCommand command) {
        return aggregates(id).plan(id.value(), command);
    }

    public Uni<Vm> state(VmId id) {
        return load(id).map(Aggregates.Loaded::state);
    }

    /** The state with the event that led to it. */
    public Uni<Aggregates.Loaded<Vm>> load(VmId id) {
        return aggregates(id).load(id.value());
    }

    private static Optional<UUID> operation(Aggregates.Loaded<Vm> loaded) {
        return loaded.last().flatMap(event -> event.cause().operationId());
    }

    /**
     * The operation that is under way to where {@code action} leads, if one is: who asks for that as well, or for it in
     * another manner, is told of that one. Otherwise a new one.
     */
    public Uni<UUID> operationFor(VmId id, String action) {
        return load(id).map(loaded -> leadsTo(loaded.state())
                .filter(action::equals)
                .flatMap(_ -> operation(loaded))
                .orElseGet(UUID::randomUUID));
    }

    private static Optional<String> leadsTo(Vm state) {
        return switch (state) {
            case Vm.Preparing _, Vm.Launching _ -> Optional.of("start-vm");
            case Vm.Stopping _ -> Optional.of("stop-vm");
            case Vm.Deleting _ -> Optional.of("delete-vm");
            case Vm.Running s -> s.power().awaited().map(step -> step + "-vm");
            case Vm.Absent _,
                    Vm.Provisioning _,
                    Vm.Broken _,
                    Vm.Stopped _,
                    Vm.Withdrawing _,
                    Vm.Compensating _,
                    Vm.Trashed _,
                    Vm.Gone _ -> Optional.empty();
        };
    }

    /** Gives up what is under way for the operation; refused when that is past, or another is under way. */
    public Uni<Outcome<Vm>> cancel(VmId id, UUID operation, Cause cause, List<Companion> companions) {
        return during(
                id,
                operation,
                VmProblem.NOT_CANCELLABLE,
                state -> handle(id, new VmCommand.Cancel(epoch(state)), cause, companions));
    }

    /** Asks once more for what the operation waits for; refused when it waits for nothing, or another is under way. */
    public Uni<Outcome<Vm>> askAgain(VmId id, UUID operation, Cause cause, List<Companion> companions) {
        return during(
                id, operation, VmProblem.NOTHING_AWAITED, _ -> handle(id, new VmCommand.AskAgain(), cause, companions));
    }

    private Uni<Outcome<Vm>> during(VmId id, UUID operation, VmProblem otherwise, Function<Vm, Uni<Outcome<Vm>>> then) {
        return load(id).chain(loaded ->
                operation(loaded).filter(operation::equals).isPresent()
                        ? then.apply(loaded.state())
                        : Uni.createFrom()
                                .item(new Outcome.Refused<>(
                                        new Rejection(otherwise, "another operation of " + id + " began since"))));
    }

    /** Asks the node that was found to tell, as part of what is under way; appends nothing when nothing differs. */
    public Uni<Outcome<Vm>> reconcile(VmId id, VmCommand.Reconcile command, Cause cause, List<Companion> companions) {
        return amid(id, command, cause, companions);
    }

    /** Gives it another name, as part of what is under way. */
    public Uni<Outcome<Vm>> rename(VmId id, VmCommand.Rename command, Cause cause, List<Companion> companions) {
        return amid(id, command, cause, companions);
    }

    /** What is under way is known by its last event: what comes in between belongs to it, or it could not be ended. */
    private Uni<Outcome<Vm>> amid(VmId id, VmCommand command, Cause cause, List<Companion> companions) {
        return pending(id).chain(operation -> handle(id, command, cause.within(operation), companions));
    }

    /** The operation that is under way; empty when none is. */
    public Uni<Optional<UUID>> pending(VmId id) {
        return load(id).map(loaded -> VmStep.of(loaded.state()).flatMap(_ -> operation(loaded)));
    }

    /** Only what is being prepared has an epoch that can be given up. */
    private static long epoch(Vm state) {
        return state instanceof Vm.Preparing preparing ? preparing.body().epoch() : 0;
    }

    private Aggregates<VmCommand, Vm, VmEvent> aggregates(VmId id) {
        return new Aggregates<>(store, CATEGORY, new VmDecider(id), ComputeEvents.VM, state -> path(id, state));
    }

    private static String path(VmId id, Vm state) {
        return switch (state) {
            case Vm.Provisioning s -> path(s.spec(), id);
            case Vm.Broken s -> path(s.spec(), id);
            case Vm.Stopped s -> path(s.body().spec(), id);
            case Vm.Preparing s -> path(s.body().spec(), id);
            case Vm.Launching s -> path(s.body().spec(), id);
            case Vm.Withdrawing s -> path(s.body().spec(), id);
            case Vm.Compensating s -> path(s.body().spec(), id);
            case Vm.Running s -> path(s.body().spec(), id);
            case Vm.Stopping s -> path(s.body().spec(), id);
            case Vm.Trashed s -> path(s.body().spec(), id);
            case Vm.Deleting s -> path(s.body().spec(), id);
            case Vm.Gone s -> path(s.tenantId(), id);
            case Vm.Absent _ -> "/vms/" + id;
        };
    }

    private static String path(VmSpec spec, VmId id) {
        return path(spec.tenantId(), id);
    }

    /** Where a virtual machine stands in the inventory tree. */
    public static String path(TenantId tenant, VmId id) {
        return "/tenants/" + tenant + "/vms/" + id;
    }
}
