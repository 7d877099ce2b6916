package io.keywright.server.attack;

import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was granted loses its force with its approver's role. */
@Served({"keywright.approvals.required-operations=revoke", "keywright.approvals.max-pending=3"})
class ApprovalLossIT {

    private static final Map<String, @Nullable Object> RETIRE = Body.of("revocation_reason", "retired");

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms owner;
    private final Kms operator;

    ApprovalLossIT(Installation server) {
        this.server = server;
        this.owner = server.as(identity);
        this.operator = server.as(server.certificates().ofPlatform("operator"));
    }

    @Test
    void anApprovalFallsWithItsApproversRole() {
        Kms deputy = server.as(identity.asModule("deputy"));
        String subject = deputy.get("/whoami").text("subject");
        String bindingId = operator.post(
                        "/role-bindings",
                        Body.of("tenant_id", identity.tenant(), "identity", subject, "role", "approver"))
                .expect(201)
                .text("binding_id");
        String keyId = owner.newKey("Ed25519");
        String token = new Asking(owner).granted("revoke", keyId, RETIRE, deputy);

        operator.send(request -> request.uri(operator.uri("/kms/v1/role-bindings/" + bindingId))
                        .DELETE())
                .expect(200);

        Refusal.of(
                owner.post("/keys/" + keyId + "/revoke", Body.with(RETIRE, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_withdrawn");
    }
}
