package io.tidemark.testkit.arch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure libraries keep the rules that they are the measure of. */
class LibrariesTest {
    @ParameterizedTest
    @CsvSource({"io.tidemark.units, 4", "io.tidemark.problems, 4", "io.tidemark.decider, 3"})
    void a_pure_library_is_pure_and_deterministic_and_without_cycles(String basePackage, int classes) {
        DomainRules.domainKnowsOnlyPureLibraries(basePackage, classes);
        DomainRules.domainIsDeterministic(basePackage, classes);
        DomainRules.packagesHaveNoCycles(basePackage, classes);
    }
}
