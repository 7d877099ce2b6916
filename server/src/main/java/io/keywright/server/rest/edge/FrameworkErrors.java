package io.keywright.server.rest.edge;

import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the REST framework refuses before or after a resource runs, in the contract's form. */
@Singleton
class FrameworkErrors {

    private static final int FIRST_SERVER_ERROR = 500;

    private final Errors errors;

    FrameworkErrors(Errors errors) {
        this.errors = errors;
    }

    @ServerExceptionMapper
    RestResponse<byte[]> refused(WebApplicationException refusal, RoutingContext http) {
        int status = refusal.getResponse().getStatus();
        Requester to = Requester.of(http);
        return status >= FIRST_SERVER_ERROR
                ? errors.answer(to, KeywrightException.of(refusal)).toRest()
                : errors.answer(to, HttpErrors.of(status).error(), status).toRest();
    }

    @ServerExceptionMapper
    RestResponse<byte[]> failed(Throwable failure, RoutingContext http) {
        KeywrightException error = KeywrightException.of(failure);
        return errors.answer(Requester.of(http), error).toRest();
    }
}
