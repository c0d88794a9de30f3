package io.tidemark.testkit.arch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRulesTest {
    private static final String GOOD = "io.tidemark.testkit.arch.fixture.good";
    private static final String BAD = "io.tidemark.testkit.arch.fixture.bad";
    private static final JavaClasses GOOD_CLASSES = new ClassFileImporter().importPackages(GOOD);
    private static final JavaClasses BAD_CLASSES = new ClassFileImporter().importPackages(BAD);

    @Test
    void good_classes_keep_every_rule() {
        JavaClasses domain = DomainRules.domain(GOOD_CLASSES, GOOD);

        assertThatCode(() -> {
                    DomainRules.pureLibraries(domain, GOOD, 1);
                    DomainRules.deterministic(domain, 1);
                    DomainRules.edgesApart(GOOD_CLASSES, GOOD, 2);
                    DomainRules.acyclic(GOOD_CLASSES, GOOD, 2);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KnowsALibrary", "KnowsTheEdge"})
    void domain_that_knows_a_library_or_an_edge_is_named_with_the_reason(String culprit) {
        assertThatThrownBy(() -> DomainRules.pureLibraries(DomainRules.domain(BAD_CLASSES, BAD), BAD, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit)
                .hasMessageContaining("because a decision must be readable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReadsTheClock", "KeepsAClock", "DrawsLots", "MakesIds"})
    void domain_that_reads_a_clock_or_chance_or_makes_ids_is_refused(String culprit) {
        JavaClasses one = BAD_CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                culprit, type -> type.getSimpleName().equals(culprit)));

        assertThatThrownBy(() -> DomainRules.deterministic(one, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit)
                .hasMessageContaining("because time, ids and chance arrive inside the command");
    }

    @Test
    void an_edge_that_calls_another_is_refused() {
        assertThatThrownBy(() -> DomainRules.edgesApart(BAD_CLASSES, BAD, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BadResource")
                .hasMessageContaining("only application wires");
    }

    @Test
    void packages_in_a_cycle_are_refused() {
        assertThatThrownBy(() -> DomainRules.acyclic(BAD_CLASSES, BAD, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected")
                .hasMessageContaining("nobody can read apart");
    }

    @Test
    void a_rule_that_saw_too_few_classes_fails_though_none_breaks_it() {
        assertThatThrownBy(() -> DomainRules.domainIsDeterministic("io.tidemark.nowhere", 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("only 0 classes scanned, expected at least 1");
    }
}
