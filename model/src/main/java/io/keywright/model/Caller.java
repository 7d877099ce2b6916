package io.keywright.model;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, settled once at the edge.
 *
 * @param subject the identity that the certificate proves, a SPIFFE id or a distinguished name
 * @param scope the one scope that the caller lives in, or null for a platform identity
 * @param module the calling module, as named in access policies and receipts
 * @param person who acts through the module, as the issuer of a token, {@code |} and its subject; null without a token.
 *     The same person has the same name through whichever module and certificate
 * @param voucher the trust anchor that vouches for the certificate; null for an authority of the configuration
 * @param certificate that the caller has shown; null where it was known by something else
 */
public record Caller(
        String subject,
        @Nullable Scope scope,
        String module,
        @Nullable String person,
        @Nullable Voucher voucher,
        @Nullable ShownCertificate certificate) {

    /** This service, where it acts by itself. */
    public static final Caller SERVICE = new Caller("keywright", null, Receipt.MODULE);

    /** A module that acts for itself. */
    public Caller(String subject, @Nullable Scope scope, String module) {
        this(subject, scope, module, null, null, null);
    }

    /** The same module, with somebody acting through it. */
    public Caller actingFor(String somebody) {
        return new Caller(subject, scope, module, somebody, voucher, certificate);
    }

    /** The same module, with another authority to vouch for it. */
    public Caller vouchedForBy(@Nullable Voucher other) {
        return new Caller(subject, scope, module, person, other, certificate);
    }

    /** The same, by the certificate that it has shown. */
    public Caller showing(ShownCertificate shown) {
        return new Caller(subject, scope, module, person, voucher, shown);
    }
}
