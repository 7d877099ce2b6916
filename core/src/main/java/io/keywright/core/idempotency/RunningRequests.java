package io.keywright.core.idempotency;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.RepeatableRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The requests with an idempotency key that run on this node. That two nodes do not do the same is up to the store. Thread-safe.
 */
public final class RunningRequests {

    /** Why a request is refused while one with the same key runs; HTTP has a status for it. */
    public static final String RUNNING = "request_running";

    private final ConcurrentMap<String, RepeatableRequest> running = new ConcurrentHashMap<>();

    /**
     * Notes that {@code request} runs, until it {@linkplain #leave leaves}.
     *
     * @throws KeywrightException RATE_LIMITED if it runs already, INVALID_REQUEST if another one of the same key does
     */
    public void enter(RepeatableRequest request) {
        RepeatableRequest first = running.putIfAbsent(request.id(), request);
        if (first != null) {
            KeptAnswers.requireSame(request, first);
            throw new KeywrightException(
                    ErrorCode.RATE_LIMITED,
                    "The request that you sent with this Idempotency-Key is still running; try again after the time in"
                            + " Retry-After.",
                    Map.of("reason", RUNNING));
        }
    }

    /** It has ended. */
    public void leave(RepeatableRequest request) {
        running.remove(request.id());
    }
}
