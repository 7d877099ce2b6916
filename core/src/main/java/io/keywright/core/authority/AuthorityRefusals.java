package io.keywright.core.authority;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** What is said where authorities and certificates are not as a caller thinks. */
final class AuthorityRefusals {

    private AuthorityRefusals() {}

    static KeywrightException noAuthority() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such authority in your scope; list them with GET /kms/v1/authorities.",
                Map.of("reason", "authority_not_found"));
    }

    static KeywrightException noCertificate() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such certificate in your scope; list them with GET /kms/v1/certificates.",
                Map.of("reason", "certificate_not_found"));
    }

    static KeywrightException renewalsLeft() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The certificate is revoked; what was renewed from it may not be: revoke it again, which goes on.",
                Map.of("reason", "renewals_left"));
    }

    static KeywrightException notCertified() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The authority awaits its own certificate: have its request signed, and send that with PUT"
                        + " /kms/v1/authorities/{authority_id}/certificate.",
                Map.of("reason", "authority_not_certified"));
    }

    /** @param member that names it */
    static KeywrightException ended(String member) {
        return invalid(member, "authority_ended", "The authority's own certificate has ended; use another authority.");
    }

    static KeywrightException tooMany(int most) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Use one of the scope's authorities; it has " + most + " at the most.",
                Map.of("reason", "too_many_authorities"));
    }

    static KeywrightException changed() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The authority was changed meanwhile; read it again, and send the change anew.",
                Map.of("reason", "authority_changed"));
    }

    static KeywrightException invalid(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }

    static KeywrightException invalid(String member, String reason, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member, "reason", reason));
    }

    /** What the authority's rules do not allow. */
    static KeywrightException violation(String reason, String advice) {
        return new KeywrightException(ErrorCode.POLICY_VIOLATION, advice, Map.of("reason", reason));
    }
}
