package io.keywright.server.acme;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.keywright.server.publication.PublicPaths.Port;
import io.keywright.server.publication.PublicPaths.PublicPath;
import io.keywright.server.publication.PublicRequest;
import io.keywright.server.rest.Answer;
import java.util.Set;
import java.util.function.Function;

/** Paths below an authority's, where those enroll that have no certificate. */
final class AcmePath {

    private AcmePath() {}

    static PublicPath get(String below, Function<PublicRequest, Answer> answer) {
        return new PublicPath(Port.ENROLLMENT, Set.of(GET, HEAD), pattern(below), answer);
    }

    static PublicPath post(String below, Function<PublicRequest, Answer> answer) {
        return new PublicPath(Port.ENROLLMENT, Set.of(POST), pattern(below), answer);
    }

    private static String pattern(String below) {
        return AcmeUrls.ROOT + ":authority_id" + below;
    }
}
