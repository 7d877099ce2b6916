package io.keywright.server.rest;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Every error, whoever raised it, becomes the contract's one body here: counted, logged with its cause, and told. */
@Singleton
public class Errors {

    private static final Logger LOG = Logger.getLogger(Errors.class);

    private final Json json;
    private final Meters meters;
    private final RefusalLines lines = new RefusalLines(System::nanoTime);

    public Errors(Json json, Meters meters) {
        this.json = json;
        this.meters = meters;
    }

    /** The answer, with the error code's own status, or the one that HTTP has for its reason. */
    public Answer answer(Requester to, KeywrightException error) {
        return answer(to, error, ErrorStatus.of(error));
    }

    /** The answer to an error that HTTP has a status of its own for, such as 405. */
    public Answer answer(Requester to, KeywrightException error, int status) {
        meters.failed(error);
        lines.about(to, error, status).ifPresent(line -> log(line, error));
        Map<String, Object> details = new TreeMap<>(error.details());
        details.put("request_id", to.requestId());
        ErrorAnswer body = new ErrorAnswer(error.code(), error.advice(), details, error.retryable());
        return asking(error, new Answer(status, Answer.JSON, json.write(body)));
    }

    /** The answer with the header that HTTP wants with such an error. */
    private static Answer asking(KeywrightException error, Answer answer) {
        if (error.code() == ErrorCode.UNAUTHENTICATED) {
            return answer.with(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(error));
        }
        return error.retryable() ? answer.retryAfter(error.retryAfter()) : answer;
    }

    /** The caller is told what to do, the operator why it happened. */
    private static void log(RefusalLines.Line line, KeywrightException error) {
        String form = line.form();
        Object[] parameters = line.parameters();
        switch (error.code()) {
            case INTERNAL_ERROR -> LOG.errorf(error.getCause(), form, parameters);
            case DEPENDENCY_UNAVAILABLE -> LOG.warnf(error.getCause(), form, parameters);
            case UNAUTHENTICATED -> LOG.warnf(form, parameters);
            case INVALID_REQUEST,
                    UNAUTHORIZED,
                    POLICY_VIOLATION,
                    KEY_NOT_FOUND,
                    KEY_INACTIVE,
                    KEY_REVOKED,
                    RATE_LIMITED -> LOG.infof(form, parameters);
        }
    }
}
