package io.tidemark.testkit.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The rules that keep domain code pure and the edges of a service apart. Each takes the base package of a module and
 * the least number of classes it must find there: with fewer it fails, because a rule over nothing holds always.
 * Checks compiled main classes on the class path, never test classes. Pure; thread-safe.
 */
public final class DomainRules {
    /** The packages of a service that are edges or wiring; every other package below its base is domain. */
    private static final List<String> EDGES = List.of("api", "messaging", "store", "application");

    /** What domain code may know besides its own module. */
    private static final String[] PURE = {
        "java..",
        "io.tidemark.units..",
        "io.tidemark.decider..",
        "io.tidemark.problems..",
        "io.tidemark.authz.decision..",
        "org.jspecify.annotations.."
    };

    /** Parts of the JDK that reach outside of the process, or into time: no domain code needs them. */
    private static final String[] IMPURE = {"java.sql..", "java.net..", "java.nio.file..", "java.util.concurrent.."};

    private DomainRules() {}

    /**
     * Domain packages know the JDK, {@code units}, {@code decider}, {@code problems}, the decisions of {@code authz}, JSpecify and each other.
     *
     * @param basePackage of the service or library, such as {@code io.tidemark.compute}
     * @param expectedMinimum how many domain classes there are at least
     * @param moreEdges names of further packages right below the base that are no domain, such as {@code libvirt}
     */
    public static void domainKnowsOnlyPureLibraries(String basePackage, int expectedMinimum, String... moreEdges) {
        pureLibraries(domain(imported(basePackage), basePackage, moreEdges), basePackage, expectedMinimum, moreEdges);
    }

    static void pureLibraries(JavaClasses domain, String basePackage, int expectedMinimum, String... moreEdges) {
        String[] allowed =
                Stream.concat(Stream.of(basePackage + ".."), Stream.of(PURE)).toArray(String[]::new);
        DescribedPredicate<JavaClass> foreign = DescribedPredicate.not(resideInAnyPackage(allowed))
                .or(resideInAnyPackage(IMPURE))
                .or(resideInAnyPackage(edgePackages(basePackage, moreEdges)))
                .as("anything but the pure JDK, units, decider, problems and domain packages");
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat(foreign)
                        .because("a decision must be readable, testable and replayable without any framework or edge"),
                domain,
                expectedMinimum);
    }

    /** Domain packages read no clock, draw no random number and make no ids: what-if runs and replays must come out the same. */
    public static void domainIsDeterministic(String basePackage, int expectedMinimum, String... moreEdges) {
        deterministic(domain(imported(basePackage), basePackage, moreEdges), expectedMinimum);
    }

    static void deterministic(JavaClasses domain, int expectedMinimum) {
        String because = "time, ids and chance arrive inside the command, so that the same history decides the same";
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat(assignableTo(InstantSource.class)
                                .or(assignableTo(RandomGenerator.class))
                                .as("clocks and sources of chance"))
                        .because(because),
                domain,
                expectedMinimum);
        check(
                noClasses()
                        .should()
                        .accessTargetWhere(
                                describe("the target is a clock, chance or a new id", DomainRules::readsTheOutside))
                        .because(because),
                domain,
                expectedMinimum);
    }

    private static boolean readsTheOutside(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String member = access.getTarget().getName();
        return owner.getPackageName().startsWith("java.time") && member.equals("now")
                || owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(member)
                || owner.isEquivalentTo(Math.class) && member.equals("random")
                || owner.isEquivalentTo(UUID.class) && member.equals("randomUUID")
                || owner.isEquivalentTo(Thread.class) && member.equals("sleep");
    }

    /** The packages {@code api}, {@code messaging} and {@code store} of a service never call each other. */
    public static void edgesNeverMeet(String basePackage, int expectedMinimum) {
        edgesApart(imported(basePackage), basePackage, expectedMinimum);
    }

    static void edgesApart(JavaClasses classes, String basePackage, int expectedMinimum) {
        List<String> edges = List.of("api", "messaging", "store");
        for (String edge : edges) {
            String[] others = edges.stream()
                    .filter(other -> !other.equals(edge))
                    .map(other -> basePackage + "." + other + "..")
                    .toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(basePackage + "." + edge + "..")
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others))
                            .allowEmptyShould(true)
                            .because("each edge can be replaced alone; only application wires them together"),
                    classes,
                    expectedMinimum);
        }
    }

    /** No cycles between the packages right below the base. */
    public static void packagesHaveNoCycles(String basePackage, int expectedMinimum) {
        acyclic(imported(basePackage), basePackage, expectedMinimum);
    }

    static void acyclic(JavaClasses classes, String basePackage, int expectedMinimum) {
        check(
                slices().matching(basePackage + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .because("packages in a cycle are one package that nobody can read apart"),
                classes,
                expectedMinimum);
    }

    private static JavaClasses imported(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    static JavaClasses domain(JavaClasses classes, String basePackage, String... moreEdges) {
        return classes.that(DescribedPredicate.not(resideInAnyPackage(edgePackages(basePackage, moreEdges))));
    }

    private static String[] edgePackages(String basePackage, String... moreEdges) {
        List<String> edges = new ArrayList<>(EDGES);
        edges.addAll(Arrays.asList(moreEdges));
        return edges.stream().map(edge -> basePackage + "." + edge + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule, JavaClasses classes, int expectedMinimum) {
        if (classes.size() < expectedMinimum) {
            throw new AssertionError("only " + classes.size() + " classes scanned, expected at least " + expectedMinimum
                    + ": " + rule.getDescription());
        }
        rule.check(classes);
    }
}
