package io.keywright.model.acme;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One name of an order, and whether the client has proved that it has it. It has one challenge, {@code http-01}.
 *
 * @param name a DNS name in lower case
 * @param token what the client is to serve, with its key's thumbprint, under that name
 * @param settledAt when it became valid or invalid
 * @param problem why it is invalid
 */
public record AcmeAuthorization(
        UUID authorizationId,
        UUID orderId,
        String name,
        String token,
        AcmeAuthorizationState state,
        Optional<Instant> settledAt,
        Optional<AcmeProblem> problem) {

    /** The authorization once the client has proved that it has the name. */
    public AcmeAuthorization proved(Instant at) {
        return settled(AcmeAuthorizationState.VALID, at, Optional.empty());
    }

    /** The authorization once the client has failed to. */
    public AcmeAuthorization failed(Instant at, AcmeProblem why) {
        return settled(AcmeAuthorizationState.INVALID, at, Optional.of(why));
    }

    /** The authorization, given up. */
    public AcmeAuthorization givenUp(Instant at) {
        return settled(AcmeAuthorizationState.DEACTIVATED, at, Optional.empty());
    }

    private AcmeAuthorization settled(AcmeAuthorizationState then, Instant at, Optional<AcmeProblem> why) {
        return new AcmeAuthorization(authorizationId, orderId, name, token, then, Optional.of(at), why);
    }
}
