package io.tidemark.compute.application;

import io.tidemark.compute.vm.VmCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a deleted machine can be undeleted. What was deleted keeps the moment that it was given then. */
@ApplicationScoped
public class DeletionGrace {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Duration grace;
    private final InstantSource clock = InstantSource.system();

    /**
     * @param grace zero to ten years; zero removes at once. A day: long enough to be missed by who needs the machine,
     *     short enough that disks of the deleted do not fill a datastore
     * @throws IllegalArgumentException when it is less or more
     */
    public DeletionGrace(
            @ConfigProperty(name = "tidemark.compute.vm.deletion-grace", defaultValue = "PT24H") Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tidemark.compute.vm.deletion-grace is PT0S to " + LONGEST + ", not " + grace);
        }
        this.grace = grace;
    }

    /** What deleting a machine now means. */
    public VmCommand deletion() {
        return grace.isZero()
                ? new VmCommand.Purge()
                : new VmCommand.Delete(clock.instant().plus(grace).truncatedTo(ChronoUnit.MILLIS));
    }
}
