package io.keywright.server.identity.trust;

import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathReport;
import java.security.cert.CertificateException;
import java.util.Comparator;

/** A certificate that nobody who may has vouched for, or that was revoked. The message is for the log. */
public final class Untrusted extends CertificateException {

    private static final long serialVersionUID = 1;

    /** Why a certificate is not trusted; of several reasons the first is told. */
    public enum Reason {
        /** It was made for something else. */
        WRONG_PURPOSE,
        /** Its time is over. */
        EXPIRED,
        /** Its time is yet to come. */
        NOT_YET_VALID,
        /** No authority that is trusted vouches for it. */
        UNKNOWN_AUTHORITY,
        /** It is too weak, or not as certificates must be. */
        BAD,
        /** Its issuer has revoked it, or an authority on the way. */
        REVOKED,
        /** It is not known whether it was revoked. */
        REVOCATION_UNKNOWN
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

    /** What {@code report}, of a certificate that is not valid, comes down to. */
    static Untrusted because(PathReport report) {
        String own = report.path().getFirst().getSubjectX500Principal().getName();
        Failure first = report.failures().stream()
                .min(Comparator.comparing(it -> reason(it, it.subject().equals(own))))
                .orElseThrow();
        boolean isOwn = first.subject().equals(own);
        return new Untrusted(reason(first, isOwn), isOwn ? first.detail() : first.subject() + ": " + first.detail());
    }

    /** @param own whether it is the client's certificate that failed, and no authority's */
    private static Reason reason(Failure failure, boolean own) {
        return switch (failure.check()) {
            case KEY_USAGE -> own ? Reason.WRONG_PURPOSE : Reason.UNKNOWN_AUTHORITY;
            case VALIDITY -> own ? time(failure) : Reason.UNKNOWN_AUTHORITY;
            case PATH, SIGNATURE, BASIC_CONSTRAINTS, NAME_CONSTRAINTS, POLICIES, NAME -> Reason.UNKNOWN_AUTHORITY;
            case PROFILE, STRENGTH -> Reason.BAD;
            case REVOCATION -> failure.reason().equals("revoked") ? Reason.REVOKED : Reason.REVOCATION_UNKNOWN;
        };
    }

    private static Reason time(Failure failure) {
        return failure.reason().equals("expired") ? Reason.EXPIRED : Reason.NOT_YET_VALID;
    }

    public Reason reason() {
        return reason;
    }
}
