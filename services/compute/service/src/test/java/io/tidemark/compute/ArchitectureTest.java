package io.tidemark.compute;

import io.tidemark.testkit.arch.DomainRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "io.tidemark.compute";
    /** Looks at files: an edge, though none of the usual name. */
    private static final String DATASTORE = "datastore";

    @Test
    void the_domain_knows_only_pure_libraries() {
        DomainRules.domainKnowsOnlyPureLibraries(BASE, 60, DATASTORE);
    }

    @Test
    void the_domain_is_deterministic() {
        DomainRules.domainIsDeterministic(BASE, 60, DATASTORE);
    }

    @Test
    void the_edges_never_meet() {
        DomainRules.edgesNeverMeet(BASE, 100);
    }

    @Test
    void packages_have_no_cycles() {
        DomainRules.packagesHaveNoCycles(BASE, 100);
    }
}
