package io.keywright.core.authority;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.CertificatePurpose;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a module asks for when it asks for a certificate.
 *
 * @param request PKCS #10, in PEM or DER
 * @param purposes what it is to be good for; empty for all that the authority's rules allow the module
 * @param lifetime for how long it is to hold; empty for a day, or as long as the rules allow if that is less
 * @param subject whom it names beside its subject alternative names
 */
public record CertificateOrder(
        ScopeClaim scope,
        UUID authorityId,
        byte[] request,
        Set<CertificatePurpose> purposes,
        Optional<Duration> lifetime,
        Subject subject) {

    /** What the certificate's subject is. */
    public enum Subject {
        /** The module. */
        MODULE,
        /** Nothing: clients of ACME take a common name for a name of the server, and order it when they renew. */
        NONE
    }

    /** One of a certificate whose subject is the module. */
    public CertificateOrder(
            ScopeClaim scope,
            UUID authorityId,
            byte[] request,
            Set<CertificatePurpose> purposes,
            Optional<Duration> lifetime) {
        this(scope, authorityId, request, purposes, lifetime, Subject.MODULE);
    }

    public CertificateOrder {
        purposes = Set.copyOf(purposes);
    }
}
