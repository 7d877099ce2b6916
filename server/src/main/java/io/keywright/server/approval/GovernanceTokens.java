package io.keywright.server.approval;

import io.keywright.core.approval.Grant;
import io.keywright.server.token.SignedTokens;
import io.keywright.server.token.TokenRefused;
import io.keywright.server.token.VerifiedToken;
import java.text.ParseException;

/**
 * Approval tokens of governance systems, which decide in their own way who may approve what. A grant's issuer is what the
 * operator calls the system, so that two systems may give the same id to two tokens.
 *
 * @param tokens verifies those of the configured systems, and no others
 */
public record GovernanceTokens(SignedTokens tokens) {

    /**
     * What {@code token} says. May block until its issuer's keys are read.
     *
     * @throws TokenRefused if none of the systems signed it, or it is not for this service, or not for now
     * @throws ParseException or {@link IllegalArgumentException} if it does not say what an approval must
     */
    Grant read(String token) throws TokenRefused, ParseException {
        VerifiedToken verified = tokens.verify(token);
        return ApprovalClaims.read(verified.issuer().name(), verified.claims());
    }
}
