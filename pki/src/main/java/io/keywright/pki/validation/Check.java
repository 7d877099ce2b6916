package io.keywright.pki.validation;

import io.keywright.model.WireName;
import java.util.Locale;

/** What is checked of a certificate and of the way to its authority; each can fail by itself. */
public enum Check implements WireName {
    /** A way to an authority that is trusted (RFC 5280, section 6.1). */
    PATH,
    /** Signatures on the way. */
    SIGNATURE,
    /** The time from when and until when a certificate is valid. */
    VALIDITY,
    /** Authorities are marked as such, and have no more below them than they may (RFC 5280, section 4.2.1.9). */
    BASIC_CONSTRAINTS,
    /** What a key may be used for (RFC 5280, sections 4.2.1.3 and 4.2.1.12). */
    KEY_USAGE,
    /** Names that an authority may give (RFC 5280, section 4.2.1.10). */
    NAME_CONSTRAINTS,
    /** Policies (RFC 5280, sections 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14). */
    POLICIES,
    /** The form of a certificate: serial number, version, extensions that must, or may not, be critical. */
    PROFILE,
    /** Keys and signatures of 112 bits and more (NIST SP 800-57). */
    STRENGTH,
    /** The name that was asked for (RFC 9525). */
    NAME,
    /** Whether it was revoked (RFC 5280, section 6.3). */
    REVOCATION;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
