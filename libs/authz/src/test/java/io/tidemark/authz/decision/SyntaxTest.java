package io.tidemark.authz.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a path, a privilege, a pattern; and what each means. */
class SyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tenants", "/tenants/", "//", "/a//b", "/.", "/..", "/a/../b", "/a b", "/*", "/a%2fb", "/é"})
    void aPathWithASecondSpellingOrAStrangeSignIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectPath.of(text))
                .withMessageContaining("object path");
    }

    @Test
    void aPathBeyondItsLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectPath.of("/" + "a".repeat(129)));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectPath.of("/abc".repeat(257)));
        assertThat(ObjectPath.of("/abc".repeat(256)).parents()).hasSize(256);
    }

    @Test
    void parentsAreNearestFirstAndEndWithTheRoot() {
        assertThat(ObjectPath.of("/tenants/acme/vms").parents())
                .containsExactly(ObjectPath.of("/tenants/acme"), ObjectPath.of("/tenants"), ObjectPath.ROOT);
        assertThat(ObjectPath.of("/audit").parents()).containsExactly(ObjectPath.ROOT);
        assertThat(ObjectPath.ROOT.parents()).isEmpty();
    }

    @Test
    void aPathLiesWithinItselfAndItsParentsOnly() {
        ObjectPath path = ObjectPath.of("/tenants/acme");
        assertThat(path.isWithin(path)).isTrue();
        assertThat(path.isWithin(ObjectPath.of("/tenants"))).isTrue();
        assertThat(path.isWithin(ObjectPath.ROOT)).isTrue();
        assertThat(path.isWithin(ObjectPath.of("/tenants/ac"))).isFalse();
        assertThat(path.isWithin(path.child("vms"))).isFalse();
        assertThat(ObjectPath.ROOT.isWithin(path)).isFalse();
    }

    @Test
    void aChildIsOneSegment() {
        assertThat(ObjectPath.ROOT.child("audit")).isEqualTo(ObjectPath.of("/audit"));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectPath.ROOT.child(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectPath.ROOT.child(".."));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectPath.ROOT.child("a/b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "compute", "compute.*", "*", "compute.vm.*", "Compute.vm.read", "a.b.c.d", "a..b", "a-.b"})
    void aPrivilegeIsExactAndHasTwoOrThreeWords(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Privilege.of(text))
                .withMessageContaining("privilege");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compute", "*.vm", "compute.*.read", "compute*", "compute.v*", "a.b.c.*", "**"})
    void aStarStandsOnlyAtTheEndAndForWholeWords(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivilegePattern.of(text))
                .withMessageContaining("pattern");
    }

    @Test
    void aPatternCoversWhatBeginsAlike() {
        assertThat(covered("*"))
                .containsExactly("audit.read", "compute.vm.read", "compute.vm.start", "compute.node.read");
        assertThat(covered("compute.*")).containsExactly("compute.vm.read", "compute.vm.start", "compute.node.read");
        assertThat(covered("compute.vm.*")).containsExactly("compute.vm.read", "compute.vm.start");
        assertThat(covered("compute.vm.read")).containsExactly("compute.vm.read");
        assertThat(covered("comp.*")).isEmpty();
        assertThat(covered("audit.read")).containsExactly("audit.read");
    }

    @Test
    void everyPrivilegeOfTheProductIsOne() {
        assertThat(Stream.of("memory-broker.guest.read", "memory.limit", "compute.vm.console", "audit.read")
                        .map(Privilege::of))
                .hasSize(4);
    }

    private static Stream<String> covered(String pattern) {
        return Stream.of("audit.read", "compute.vm.read", "compute.vm.start", "compute.node.read")
                .filter(privilege -> PrivilegePattern.of(pattern).covers(Privilege.of(privilege)));
    }
}
