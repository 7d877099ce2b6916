package io.keywright.server.rest.evidence;

import io.keywright.core.evidence.EvidenceExports;
import io.keywright.core.evidence.ExportPlace;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.Requester;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/**
 * Sends callers to the node that has what they want (RFC 9110, section 15.4.8). The answer says so in words as well: whoever does not
 * follow knows where to ask.
 */
@Singleton
class OtherNodes {

    private static final int TEMPORARY_REDIRECT = 307;

    private final Errors errors;

    OtherNodes(Errors errors) {
        this.errors = errors;
    }

    /** The same request at that node. Of the request its path and query alone count, whatever host it names. */
    Answer answer(RoutingContext http, ExportPlace.There there) {
        String query = http.request().query();
        String path = http.normalizedPath() + (query == null ? "" : "?" + query);
        KeywrightException elsewhere = new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The export lies at the node " + there.node() + "; ask it at " + there.url() + ".",
                Map.of(
                        "reason",
                        EvidenceExports.ELSEWHERE,
                        "node",
                        there.node(),
                        "url",
                        there.url().toString()));
        return errors.answer(Requester.of(http), elsewhere, TEMPORARY_REDIRECT)
                .with(HttpHeaders.LOCATION, there.url() + path);
    }
}
