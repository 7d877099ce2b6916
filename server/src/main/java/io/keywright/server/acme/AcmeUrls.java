package io.keywright.server.acme;

import io.keywright.server.publication.PublicRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an authority's resources are, as the client has the service.
 *
 * @param base up to the authority's id
 */
record AcmeUrls(String base) {

    static final String ROOT = "/acme/";

    static AcmeUrls of(PublicRequest request, UUID authorityId) {
        String url = request.url();
        return new AcmeUrls(url.substring(0, url.indexOf(ROOT)) + ROOT + authorityId);
    }

    String directory() {
        return base + "/directory";
    }

    String newNonce() {
        return base + "/new-nonce";
    }

    String newAccount() {
        return base + "/new-account";
    }

    String newOrder() {
        return base + "/new-order";
    }

    String revokeCertificate() {
        return base + "/revoke-cert";
    }

    String keyChange() {
        return base + "/key-change";
    }

    String account(UUID id) {
        return base + "/account/" + id;
    }

    String orders(UUID accountId) {
        return account(accountId) + "/orders";
    }

    String order(UUID id) {
        return base + "/order/" + id;
    }

    String finalizing(UUID orderId) {
        return order(orderId) + "/finalize";
    }

    String certificate(UUID orderId) {
        return base + "/certificate/" + orderId;
    }

    String authorization(UUID id) {
        return base + "/authorization/" + id;
    }

    String challenge(UUID authorizationId) {
        return base + "/challenge/" + authorizationId;
    }

    /** The account that a kid names; empty if it is the URL of none here. */
    Optional<UUID> accountId(String kid) {
        String prefix = base + "/account/";
        try {
            return kid.startsWith(prefix)
                    ? Optional.of(UUID.fromString(kid.substring(prefix.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
