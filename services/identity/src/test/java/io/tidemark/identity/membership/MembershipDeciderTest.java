package io.tidemark.identity.membership;

import io.tidemark.identity.membership.MembershipCommand.Observe;
import io.tidemark.identity.membership.MembershipEvent.MembershipObserved;
import io.tidemark.testkit.DeciderSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipDeciderTest {
    private final DeciderSpec<MembershipCommand, Membership, MembershipEvent> spec =
            DeciderSpec.of(new MembershipDecider());

    @Test
    void a_user_seen_for_the_first_time_is_news_even_without_groups() {
        spec.given().when(new Observe("u", Set.of())).then(new MembershipObserved("u", List.of()));
        spec.given().when(new Observe("u", Set.of("b", "a"))).then(new MembershipObserved("u", List.of("a", "b")));
    }

    @Test
    void the_same_groups_again_are_no_news() {
        spec.given(new MembershipObserved("u", List.of("a", "b")))
                .when(new Observe("u", Set.of("b", "a")))
                .thenNothing();
    }

    @Test
    void other_groups_are_news() {
        spec.given(new MembershipObserved("u", List.of("a", "b")))
                .when(new Observe("u", Set.of()))
                .then(new MembershipObserved("u", List.of()))
                .leaving(new Membership.Known(Set.of()));
    }
}
