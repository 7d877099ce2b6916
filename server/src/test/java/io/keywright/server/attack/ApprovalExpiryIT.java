package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was granted loses its force by time. */
@Served({"keywright.approvals.required-operations=revoke", "keywright.approvals.validity=PT4S"})
class ApprovalExpiryIT {

    private static final Map<String, @Nullable Object> RETIRE = Body.of("revocation_reason", "retired");

    private final Kms owner;
    private final Kms approver;

    ApprovalExpiryIT(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.owner = server.as(identity);
        this.approver = server.as(identity.asModule("approver"));
    }

    @Test
    void anApprovalExpires() {
        String keyId = owner.newKey("Ed25519");
        String token = new Asking(owner).granted("revoke", keyId, RETIRE, approver);
        String late = new Asking(owner).pending("revoke", keyId, RETIRE);

        Eventually.passes(
                () -> assertThat(owner.get("/approvals/" + late).text("state")).isEqualTo("expired"));

        Refusal.of(
                owner.post("/keys/" + keyId + "/revoke", Body.with(RETIRE, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_expired");
        Refusal.of(Asking.grant(approver, late), 403, "POLICY_VIOLATION", "approval_closed");
    }
}
