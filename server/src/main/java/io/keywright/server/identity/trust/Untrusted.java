package io.keywright.server.identity.trust;

import java.security.cert.CertificateException;

/** A certificate that nobody who may has vouched for, or that was revoked. The message is for the log. */
public final class Untrusted extends CertificateException {

    private static final long serialVersionUID = 1;

    /** Why a certificate is not trusted. */
    public enum Reason {
        /** Its time is over. */
        EXPIRED,
        /** Its time is yet to come. */
        NOT_YET_VALID,
        /** Its issuer has revoked it, or an authority on the way. */
        REVOKED,
        /** It is not known whether it was revoked. */
        REVOCATION_UNKNOWN,
        /** No authority that is trusted vouches for it. */
        UNKNOWN_AUTHORITY,
        /** It was made for something else. */
        WRONG_PURPOSE,
        /** It is too weak, or cannot be read. */
        BAD
    }

    private final Reason reason;

    Untrusted(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Untrusted(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
