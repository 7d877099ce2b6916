package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import org.junit.jupiter.api.Test;

/** What an operator puts under approval is refused as long as nobody can approve. */
@Served("keywright.approvals.required-operations=revoke,rotate")
class ApprovalsIT {

    private final Kms kms;

    ApprovalsIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    @Test
    void anOperationUnderApprovalIsRefusedWhateverTheTokenAndTheOthersAreNot() {
        String keyId = kms.newKey("Ed25519");

        Refusal.of(kms.revoke(keyId), 403, "POLICY_VIOLATION", "approval_required");
        Refusal.of(kms.rotate(keyId), 403, "POLICY_VIOLATION", "approval_required");
        Refusal.of(
                kms.post(
                        "/keys/" + keyId + "/revoke",
                        Body.of("revocation_reason", "compromised", "approval_token", "0123456789")),
                403,
                "POLICY_VIOLATION",
                "approval_required");
        kms.sign(keyId, new byte[1]).expect(200);
        assertThat(kms.get("/keys/" + keyId).text("key_state")).isEqualTo("active");
    }

    @Test
    void theConfigurationNamesWhatIsUnderApproval() {
        assertThat(kms.get("/config")
                        .json()
                        .path("dual_authorization_required_operations")
                        .toString())
                .isEqualTo("[\"revoke\",\"rotate\"]");
    }
}
