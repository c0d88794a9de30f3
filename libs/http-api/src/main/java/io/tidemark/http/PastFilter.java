package io.tidemark.http;

import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Refuses {@code asOf} where it would be passed over in silence: measurements, live streams, writes. */
public class PastFilter {
    @ServerRequestFilter
    public void refuse(ContainerRequestContext request, SimpleResourceInfo resource) {
        boolean asked = request.getUriInfo().getQueryParameters().containsKey(AsOf.NAME);
        if (asked && Arrays.stream(resource.parameterTypes()).noneMatch(AsOf.class::isAssignableFrom)) {
            throw new Rejection(
                            CommonProblem.NOT_OF_THE_PAST, request.getUriInfo().getPath() + " tells only what is now")
                    .asException();
        }
    }
}
