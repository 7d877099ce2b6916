package io.keywright.server.rest;

import io.keywright.server.observability.Meters;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What becomes of a request: an answer, or a refusal in the contract's form; counted, and timed from its arrival. */
@Singleton
class Outcomes {

    private static final int OK = 200;

    private final Errors errors;
    private final Meters meters;

    Outcomes(Errors errors, Meters meters) {
        this.errors = errors;
        this.meters = meters;
    }

    /** The answer that {@code success} gives, or the refusal that {@code failure} is. */
    RestResponse<byte[]> settled(
            String name, RequestContext request, @Nullable Throwable failure, Supplier<Answer> success) {
        return failure == null ? sent(name, request, success.get()) : refused(name, request, failure);
    }

    RestResponse<byte[]> refused(String name, RequestContext request, Throwable failure) {
        return sent(name, request, errors.answer(request.requestId(), Errors.refusal(failure)));
    }

    private RestResponse<byte[]> sent(String name, RequestContext request, Answer answer) {
        meters.answered(name, answer.status(), request.startedNanos());
        return answer.toRest();
    }

    /** Counts what answers by itself from now on. */
    void begun(String name, RequestContext request) {
        meters.answered(name, OK, request.startedNanos());
    }
}
