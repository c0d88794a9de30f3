package io.tidemark.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidemark.testkit.arch.DomainRules;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final String BASE = "io.tidemark.audit";

    /** How many classes each rule sees at least; fewer mean that it looks at the wrong place. */
    private static final int IN_ALL = 45;

    private static final int IN_LOG = 20;
    private static final int IN_LOG_RECORD_AND_TRACE = 28;

    @Test
    void theLogKnowsOnlyTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", BASE + ".log")
                .because("whoever verifies a proof must be able to read and run this alone")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(BASE + ".log"));
    }

    @Test
    void theLogIsPure() {
        DomainRules.domainKnowsOnlyPureLibraries(BASE, IN_LOG, "record", "trace", "tracing");
    }

    @Test
    void theSameEventHasTheSameLeafWheneverItIsAsked() {
        DomainRules.domainIsDeterministic(BASE, IN_LOG_RECORD_AND_TRACE, "tracing");
    }

    @Test
    void theEdgesNeverMeet() {
        DomainRules.edgesNeverMeet(BASE, IN_ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        DomainRules.packagesHaveNoCycles(BASE, IN_ALL);
    }
}
