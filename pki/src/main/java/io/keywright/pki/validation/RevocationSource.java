package io.keywright.pki.validation;

import io.keywright.model.WireName;
import java.util.Locale;

/** Where it is known from whether a certificate was revoked. */
public enum RevocationSource implements WireName {
    /** A list (RFC 5280, section 5). */
    CRL,
    /** A responder's answer (RFC 6960). */
    OCSP,
    /** The authority, which is one of this service. */
    AUTHORITY;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
