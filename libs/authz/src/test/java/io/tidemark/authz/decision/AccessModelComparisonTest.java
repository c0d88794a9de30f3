package io.tidemark.authz.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.authz.decision.AccessChange.GrantGiven;
import io.tidemark.authz.decision.AccessChange.GrantRevoked;
import io.tidemark.authz.decision.AccessChange.MembershipObserved;
import io.tidemark.authz.decision.AccessChange.RoleDefined;
import io.tidemark.authz.decision.Grant.Effect;
import io.tidemark.authz.decision.Subject.Group;
import io.tidemark.authz.decision.Subject.User;
import io.tidemark.authz.decision.Verdict.Allowed;
import io.tidemark.authz.decision.Verdict.Denied;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random histories and questions, from fixed seeds, answered by {@link AccessModel} and by {@link NaiveAccess}. */
class AccessModelComparisonTest {

    private static final List<String> SEGMENTS = List.of("a", "b", "ab");
    private static final List<String> PATTERNS =
            List.of("*", "s.*", "s.o.*", "s.o.read", "s.o.write", "t.*", "t.read", "t.o.read");
    private static final List<String> PRIVILEGES = List.of("s.o.read", "s.o.write", "s.p.read", "t.read", "t.o.read");

    @Test
    void answersAsTheNaiveModelDoesForThousandsOfRandomHistories() {
        int allowed = 0;
        int asked = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            List<AccessChange> history = history(random);
            AccessModel model = AccessModel.EMPTY.with(history);
            NaiveAccess naive = NaiveAccess.of(history);
            for (int question = 0; question < 20; question++) {
                User user = user(random);
                Privilege privilege = Privilege.of(pick(random, PRIVILEGES));
                ObjectPath path = path(random);
                boolean expected = naive.allows(user, privilege, path);
                String context = "seed %d: %s %s %s".formatted(seed, user, privilege, path);
                assertSameAnswer(model, naive, user, privilege, path, expected, context);
                allowed += expected ? 1 : 0;
                asked++;
            }
        }
        // The generator would prove nothing if nearly all answers were alike.
        assertThat(allowed).isBetween(asked / 20, asked * 19 / 20);
    }

    @Test
    void oneChangeAtATimeLeadsWhereAllAtOnceLead() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<AccessChange> history = history(random);
            AccessModel atOnce = AccessModel.EMPTY.with(history);
            AccessModel stepwise = AccessModel.EMPTY;
            for (AccessChange change : history) {
                stepwise = stepwise.with(change).with(change);
            }
            for (int question = 0; question < 20; question++) {
                User user = user(random);
                Privilege privilege = Privilege.of(pick(random, PRIVILEGES));
                ObjectPath path = path(random);
                assertThat(stepwise.explain(user, privilege, path)).isEqualTo(atOnce.explain(user, privilege, path));
            }
        }
    }

    @Test
    void addingADenyNeverWidensWhatIsAllowed() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            AccessModel before = AccessModel.EMPTY.with(history(random));
            AccessModel after = before.with(new GrantGiven(grant(random, "extra", Effect.DENY)));
            for (int question = 0; question < 20; question++) {
                User user = user(random);
                Privilege privilege = Privilege.of(pick(random, PRIVILEGES));
                ObjectPath path = path(random);
                if (after.decide(user, privilege, path).isAllowed()) {
                    assertThat(before.decide(user, privilege, path).isAllowed()).isTrue();
                }
            }
        }
    }

    /** Ten thousand grants and a hundred thousand questions: a check that scanned all grants would not come back. */
    @Test
    void manyGrantsAreLookedUpAndNotScanned() {
        List<AccessChange> history = new ArrayList<>();
        history.add(new RoleDefined(new Role(new RoleId("r"), "r", Set.of(PrivilegePattern.of("s.*")))));
        history.add(new MembershipObserved(Membership.of(new User("u"), List.of(new Group("g")))));
        for (int i = 0; i < 10_000; i++) {
            history.add(new GrantGiven(new Grant(
                    new GrantId("grant-" + i),
                    Effect.ALLOW,
                    new Group("g"),
                    new RoleId("r"),
                    ObjectPath.of("/tenants/t" + i))));
        }
        AccessModel model = AccessModel.EMPTY.with(history);
        Privilege privilege = Privilege.of("s.o.read");
        long allowed = IntStream.range(0, 100_000)
                .filter(i -> model.decide(new User("u"), privilege, ObjectPath.of("/tenants/t" + i + "/vms/1"))
                        .isAllowed())
                .count();
        assertThat(allowed).isEqualTo(10_000);
    }

    private static void assertSameAnswer(
            AccessModel model,
            NaiveAccess naive,
            User user,
            Privilege privilege,
            ObjectPath path,
            boolean expected,
            String context) {
        Verdict verdict = model.decide(user, privilege, path);
        Explanation explanation = model.explain(user, privilege, path);
        assertThat(verdict.isAllowed()).as(context).isEqualTo(expected);
        assertThat(explanation.verdict()).as(context).isEqualTo(verdict);
        assertThat(explanation.considered())
                .as(context)
                .extracting(Explanation.Considered::grant)
                .containsExactlyInAnyOrderElementsOf(naive.grantsOf(user));
        assertThat(model.visiblePaths(user, privilege).sees(path)).as(context).isEqualTo(expected);
        switch (verdict) {
            case Allowed(GrantId grant, Subject via) ->
                assertThat(naive.grant(grant).subject()).as(context).isEqualTo(via);
            case Denied(Verdict.Reason reason, var grant)
            when reason == Verdict.Reason.DENIED_BY_GRANT ->
                assertThat(naive.grant(grant.orElseThrow()).effect())
                        .as(context)
                        .isEqualTo(Effect.DENY);
            case Denied _ -> {}
        }
    }

    private static List<AccessChange> history(Random random) {
        int length = 4 + random.nextInt(24);
        return Stream.generate(() -> change(random)).limit(length).toList();
    }

    private static AccessChange change(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new RoleDefined(role(random));
            case 2 -> new MembershipObserved(Membership.of(user(random), groups(random)));
            case 3 -> new GrantRevoked(new GrantId("g" + random.nextInt(10)));
            default -> {
                Effect effect = random.nextInt(4) == 0 ? Effect.DENY : Effect.ALLOW;
                yield new GrantGiven(grant(random, "g" + random.nextInt(10), effect));
            }
        };
    }

    private static Role role(Random random) {
        Set<PrivilegePattern> patterns = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            patterns.add(PrivilegePattern.of(pick(random, PATTERNS)));
        }
        return new Role(new RoleId("r" + random.nextInt(3)), "", patterns);
    }

    private static Grant grant(Random random, String id, Effect effect) {
        Subject subject = random.nextBoolean() ? user(random) : new Group("x" + random.nextInt(3));
        return new Grant(new GrantId(id), effect, subject, new RoleId("r" + random.nextInt(3)), path(random));
    }

    private static User user(Random random) {
        return new User("x" + random.nextInt(2));
    }

    private static List<Group> groups(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> new Group("x" + random.nextInt(3)))
                .toList();
    }

    private static ObjectPath path(Random random) {
        ObjectPath path = ObjectPath.ROOT;
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path = path.child(pick(random, SEGMENTS));
        }
        return path;
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
