package io.tidemark.network.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.eventstore.Cause;
import io.tidemark.network.segment.Cidr;
import io.tidemark.network.segment.NetworkCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the default network once, at the first start. */
@ApplicationScoped
public class DefaultNetwork {
    private final Networks networks;
    private final String cidr;
    private final int mtu;
    private volatile boolean made;

    public DefaultNetwork(
            Networks networks,
            @ConfigProperty(name = "tidemark.network.default.cidr") String cidr,
            @ConfigProperty(name = "tidemark.network.default.mtu") int mtu) {
        this.networks = networks;
        this.cidr = cidr;
        this.mtu = mtu;
    }

    /** On the schedule and not at start, so that a database that comes later is no reason to fail; idempotent, for whoever cannot wait for it. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> make() {
        if (made) {
            return Uni.createFrom().voidItem();
        }
        NetworkCommand create = new NetworkCommand.Create("", "default", new Cidr(cidr), mtu);
        Cause cause = Cause.spontaneous(UUID.randomUUID(), "network-default");
        return networks.handle(Networks.DEFAULT, create, cause, List.of())
                .invoke(() -> made = true)
                .replaceWithVoid();
    }
}
