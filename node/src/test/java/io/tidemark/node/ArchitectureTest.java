package io.tidemark.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidemark.testkit.arch.DomainRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.tidemark.node";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        DomainRules.packagesHaveNoCycles(ROOT, 25);
    }

    @Test
    void onlyTheApplicationKnowsQuarkus() {
        assertThat(CLASSES).hasSizeGreaterThan(25);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..")
                .because("the agent runs, and is tested as a process, without a framework around it")
                .check(CLASSES);
    }

    @Test
    void modulesOfDifferentServicesMeetInOnePackageOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".console..", ROOT + ".directive..", ROOT + ".fact..", ROOT + ".identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tidemark.network..", "io.tidemark.memorybroker..")
                .because(
                        "what connects two services' modules is in the package guest, and what runs them in agent and host")
                .check(CLASSES);
    }
}
