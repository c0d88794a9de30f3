package io.tidemark.identity;

import io.tidemark.testkit.arch.DomainRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "io.tidemark.identity";
    /** Looks at Keycloak: an edge, though none of the usual name. */
    private static final String FEDERATION = "federation";

    @Test
    void the_domain_knows_only_pure_libraries() {
        DomainRules.domainKnowsOnlyPureLibraries(BASE, 30, FEDERATION);
    }

    @Test
    void the_domain_is_deterministic() {
        DomainRules.domainIsDeterministic(BASE, 30, FEDERATION);
    }

    @Test
    void the_edges_never_meet() {
        DomainRules.edgesNeverMeet(BASE, 60);
    }

    @Test
    void packages_have_no_cycles() {
        DomainRules.packagesHaveNoCycles(BASE, 60);
    }
}
