package io.keywright.server.acme;

import io.keywright.core.acme.AcmeClient;
import io.keywright.model.Authority;
import io.keywright.server.publication.PublicRequest;
import io.keywright.server.rest.Query;
import java.util.UUID;

/**
 * A request to an authority that serves ACME clients.
 *
 * @param urls where its resources are
 */
record Visit(PublicRequest request, Authority authority, AcmeUrls urls) {

    /** The id that stands in the path. */
    UUID id() {
        return Query.id("id", request.pathParameter("id"));
    }

    /**
     * A request that is signed.
     *
     * @param key by which
     */
    record Signed(Visit visit, SignedRequest signed, AccountKey key) {}

    /**
     * A request that is signed by an account.
     *
     * @param key the account's
     */
    record OfClient(Visit visit, SignedRequest signed, AccountKey key, AcmeClient client) {

        /** Whether it only reads (POST-as-GET, RFC 8555, section 6.3). */
        boolean reads() {
            return signed.payload().length == 0;
        }
    }
}
