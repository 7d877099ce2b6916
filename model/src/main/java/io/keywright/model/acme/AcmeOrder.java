package io.keywright.model.acme;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an account wants a certificate for.
 *
 * @param authorizations one for each name, in the order in which they were asked for
 * @param notAfter when the certificate is to end; empty for as the authority's rules have it
 * @param certificateId of the certificate, once there is one
 * @param expiresAt until when it can be used, and is shown
 */
public record AcmeOrder(
        UUID orderId,
        UUID accountId,
        List<AcmeAuthorization> authorizations,
        Optional<Instant> notAfter,
        Optional<UUID> certificateId,
        Instant createdAt,
        Instant expiresAt) {

    public AcmeOrder {
        authorizations = List.copyOf(authorizations);
    }

    /** The order, for which there is a certificate. */
    public AcmeOrder fulfilled(UUID certificate) {
        return new AcmeOrder(
                orderId, accountId, authorizations, notAfter, Optional.of(certificate), createdAt, expiresAt);
    }

    /** The names that it asks for. */
    public List<String> names() {
        return authorizations.stream().map(AcmeAuthorization::name).toList();
    }

    /** How far it has come; what follows from its authorizations is kept nowhere else. */
    public AcmeOrderState state(Instant now) {
        if (certificateId.isPresent()) {
            return AcmeOrderState.VALID;
        }
        if (!now.isBefore(expiresAt)) {
            return AcmeOrderState.INVALID;
        }
        AcmeOrderState state = AcmeOrderState.READY;
        for (AcmeAuthorization authorization : authorizations) {
            switch (authorization.state()) {
                case INVALID, DEACTIVATED -> {
                    return AcmeOrderState.INVALID;
                }
                case PENDING -> state = AcmeOrderState.PENDING;
                case VALID -> {
                    // Nothing is missing of it.
                }
            }
        }
        return state;
    }
}
