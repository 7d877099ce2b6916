package io.keywright.server.approval;

import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.token.TokenRefusal;
import io.keywright.server.token.TokenRefused;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Approval tokens as compact JWS (RFC 7515): this service's own, and those of governance systems. The type in the header
 * keeps them apart from every other token.
 */
public final class JwsApprovalTokens implements ApprovalTokens {

    private final LedgerTokens own;
    private final GovernanceTokens governance;

    public JwsApprovalTokens(LedgerTokens own, GovernanceTokens governance) {
        this.own = own;
        this.governance = governance;
    }

    @Override
    public String write(Grant grant) {
        return own.write(grant);
    }

    @Override
    public Grant read(String token) {
        try {
            Optional<Grant> ours = own.read(token);
            return ours.isPresent() ? ours.get() : governance.read(token);
        } catch (TokenRefused refused) {
            throw refusal(refused.refusal());
        } catch (ParseException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static KeywrightException refusal(TokenRefusal why) {
        return switch (why) {
            case EXPIRED -> refusal("approval_expired", "The approval has expired; ask for another.");
            case LIFETIME ->
                refusal(
                        "approval_lifetime",
                        "Get an approval_token that says iat, and lives no longer than this installation allows.");
            case TENANT ->
                refusal(
                        "approval_tenant",
                        "Get the approval_token from a governance system that may vouch for your tenant.");
            default -> invalid();
        };
    }

    private static KeywrightException invalid() {
        return refusal(
                "approval_invalid",
                "The approval_token is not one that this installation accepts; get it with GET"
                        + " /kms/v1/approvals/{approval_id}, or from a governance system that it trusts.");
    }

    private static KeywrightException refusal(String reason, String advice) {
        return new KeywrightException(ErrorCode.POLICY_VIOLATION, advice, Map.of("reason", reason));
    }
}
