package io.tidemark.memory;

import io.tidemark.testkit.arch.DomainRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "io.tidemark.memory";

    @Test
    void the_domain_knows_only_pure_libraries() {
        DomainRules.domainKnowsOnlyPureLibraries(BASE, 25);
    }

    @Test
    void the_domain_is_deterministic() {
        DomainRules.domainIsDeterministic(BASE, 25);
    }

    @Test
    void the_edges_never_meet() {
        DomainRules.edgesNeverMeet(BASE, 45);
    }

    @Test
    void packages_have_no_cycles() {
        DomainRules.packagesHaveNoCycles(BASE, 45);
    }
}
