package io.keywright.server.publication;

import static io.vertx.core.http.HttpMethod.GET;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.certificates.EstAnswer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** An authority's certificates for EST clients, which have none of their own when they ask (RFC 7030, section 4.1.1). */
@Singleton
final class EstAuthorities implements PublicPaths {

    private static final String AUTHORITY = "authority_id";

    private final AuthorityCatalogue authorities;

    EstAuthorities(AuthorityCatalogue authorities) {
        this.authorities = authorities;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(new PublicPath(
                Port.ENROLLMENT,
                Set.of(GET),
                "/.well-known/est/:authority_id/cacerts",
                request -> EstAnswer.of(
                        EstAnswer.BAG, authorities.published(Query.id(AUTHORITY, request.pathParameter(AUTHORITY))))));
    }
}
