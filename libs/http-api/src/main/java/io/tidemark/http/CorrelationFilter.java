package io.tidemark.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells every caller the correlation id under which logs, audit and problems speak of the request. */
public class CorrelationFilter {
    static final String HEADER = "Tidemark-Correlation";

    private final Caller caller;

    public CorrelationFilter(Caller caller) {
        this.caller = caller;
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, caller.correlationId().toString());
    }
}
