package io.tidemark.identity.membership;

import io.tidemark.decider.Decider;
import io.tidemark.decider.Decision;
import io.tidemark.identity.membership.MembershipCommand.Observe;
import io.tidemark.identity.membership.MembershipEvent.MembershipObserved;
import java.util.List;
import java.util.Set;

/** Decides whether an observation is news. */
public final class MembershipDecider implements Decider<MembershipCommand, Membership, MembershipEvent> {
    @Override
    public Membership initial() {
        return new Membership.Unknown();
    }

    @Override
    public Decision<MembershipEvent> decide(Membership state, MembershipCommand command) {
        return switch (command) {
            case Observe(String userId, Set<String> groupIds) ->
                switch (state) {
                    case Membership.Unknown() -> Decision.accept(observed(userId, groupIds));
                    case Membership.Known(Set<String> before) ->
                        before.equals(groupIds) ? Decision.nothing() : Decision.accept(observed(userId, groupIds));
                };
        };
    }

    private static MembershipObserved observed(String userId, Set<String> groupIds) {
        return new MembershipObserved(userId, groupIds.stream().sorted().toList());
    }

    @Override
    public Membership evolve(Membership state, MembershipEvent event) {
        return switch (event) {
            case MembershipObserved(String userId, List<String> groupIds) -> new Membership.Known(Set.copyOf(groupIds));
        };
    }
}
