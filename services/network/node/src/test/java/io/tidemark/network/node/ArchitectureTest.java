package io.tidemark.network.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.tidemark.network.node";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void enoughClassesAreLookedAt() {
        assertThat(CLASSES).hasSizeGreaterThan(60);
    }

    @Test
    void planningIsPure() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".plan")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        ROOT + ".plan",
                        "io.tidemark.units",
                        "java.lang..",
                        "java.util..",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "org.jspecify..")
                .because("a plan must be tried a thousand times a second, without a host")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".plan")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .because("the same host and the same wish must give the same plan")
                .check(CLASSES);
    }

    @Test
    void theModuleKnowsThePortAndNoBackend() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".plan", ROOT + ".linux", ROOT + ".memory")
                .because("backends depend on the port, never the other way round")
                .check(CLASSES);
    }

    @Test
    void onlyTheLinuxBackendRunsPrograms() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".linux")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .because("what touches the host is in one place")
                .check(CLASSES);
    }
}
