package io.tidemark.http;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.tidemark.messaging.ParkedKeys;
import io.tidemark.messaging.RelayLag;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** How far the relay is behind and how much is parked, for who watches; neither makes a service unready. */
@Wellness
@ApplicationScoped
public class EventCoreHealth implements AsyncHealthCheck {
    private final ParkedKeys parked;
    private final RelayLag lag;

    public EventCoreHealth(ParkedKeys parked, RelayLag lag) {
        this.parked = parked;
        this.lag = lag;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return parked.counts()
                .chain(counts -> lag.standing()
                        .map(standing -> HealthCheckResponse.named("events")
                                .up()
                                .withData("parkedKeys", counts.keys())
                                .withData("parkedEvents", counts.events())
                                .withData("relayLag", standing.lag())
                                .build()));
    }
}
