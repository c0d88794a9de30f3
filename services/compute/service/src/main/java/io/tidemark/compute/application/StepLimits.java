package io.tidemark.compute.application;

import io.tidemark.compute.vm.VmStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long each step may take before an event says that it took too long. */
@ApplicationScoped
public class StepLimits {
    private final Duration forServices;
    private final Duration forNode;

    /**
     * @param forServices for another service's answer; services answer within milliseconds, so this is an outage
     * @param forNode for a node's fact; longer than the node itself waits for what a start needs (60 s), and
     *     for a guest to answer its power button (90 s)
     */
    public StepLimits(
            @ConfigProperty(name = "tidemark.compute.deadline.grants", defaultValue = "PT30S") Duration forServices,
            @ConfigProperty(name = "tidemark.compute.deadline.node", defaultValue = "PT2M") Duration forNode) {
        this.forServices = forServices;
        this.forNode = forNode;
    }

    public Duration of(VmStep step) {
        return switch (step) {
            case port, grants, unbinding, release -> forServices;
            case start, withdrawal, stop, pause, resume, restart, deletion, look -> forNode;
        };
    }
}
