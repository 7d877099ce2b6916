package io.keywright.server.publication;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.PublishedStatus;
import io.keywright.core.authority.RevocationLists;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Query;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What whoever relies on a certificate asks its authority for: the revocation list (RFC 5280, section 4.2.1.13), the state of one
 * certificate (OCSP over HTTP, RFC 6960, appendix A), and the authority's own certificate (RFC 5280, section 4.2.2.1).
 */
@Singleton
final class CertificateStates implements PublicPaths {

    private static final String AUTHORITY = "authority_id";
    private static final String GET_PREFIX = "/ocsp/";
    private static final int OK = 200;

    private final RevocationLists lists;
    private final PublishedStatus status;
    private final AuthorityCatalogue authorities;

    CertificateStates(RevocationLists lists, PublishedStatus status, AuthorityCatalogue authorities) {
        this.lists = lists;
        this.status = status;
        this.authorities = authorities;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(
                path(Set.of(GET, HEAD), "/pki/:authority_id/crl", this::list),
                path(Set.of(GET, HEAD), "/pki/:authority_id/certificate", this::certificate),
                path(Set.of(POST), "/pki/:authority_id/ocsp", it -> told(it, it.body())),
                path(Set.of(GET), "/pki/:authority_id/ocsp/*", it -> told(it, question(it))));
    }

    private static PublicPath path(Set<HttpMethod> methods, String pattern, Function<PublicRequest, Answer> answer) {
        return new PublicPath(Port.REVOCATION, methods, pattern, answer);
    }

    private Answer list(PublicRequest request) {
        return kept(new Answer(
                OK, "application/pkix-crl", lists.current(authorityId(request)).list()));
    }

    private Answer certificate(PublicRequest request) {
        return kept(new Answer(
                OK,
                "application/pkix-cert",
                authorities.published(authorityId(request)).getFirst()));
    }

    private Answer told(PublicRequest request, byte[] question) {
        return kept(new Answer(OK, "application/ocsp-response", status.answer(authorityId(request), question)));
    }

    private static Answer kept(Answer answer) {
        return answer.with("Cache-Control", "public, max-age=60");
    }

    /** Base64 of the question, of which clients escape what they like (RFC 6960, appendix A.1). What is none is no question. */
    private static byte[] question(PublicRequest request) {
        String path = request.http().request().path();
        String escaped = path.substring(path.indexOf(GET_PREFIX) + GET_PREFIX.length());
        try {
            return Base64.getDecoder()
                    .decode(URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static UUID authorityId(PublicRequest request) {
        return Query.id(AUTHORITY, request.pathParameter(AUTHORITY));
    }
}
