package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** POST /tenants/{id}/rotate-root: with an approval of the very tenant, once, however often it is sent. */
@Served({
    "keywright.approvals.required-operations=revoke,rotate_tenant_root,update_trust_anchor",
    "keywright.approvals.quorums=revoke=2"
})
class ApprovedRootRotationIT {

    private static final String APPROVER = "root-approver";
    private static final String OPERATION = "rotate_tenant_root";

    private final Installation server;
    private final Kms admin;
    private final Kms approver;
    private Identity identity = Identity.ofNewTenant();
    private Map<String, @Nullable Object> wanted = Body.of();
    private Kms kms;
    private String keyId = "";

    ApprovedRootRotationIT(Installation server) {
        this.server = server;
        this.admin = server.asPlatform();
        this.approver = server.as(server.certificates().ofPlatform(APPROVER));
        this.kms = server.as(identity);
    }

    @BeforeAll
    void bindTheApprover() {
        String subject = SpiffeId.ofPlatform(Identity.DOMAIN, APPROVER).toString();
        admin.post("/role-bindings", Body.of("identity", subject, "role", "approver"))
                .expect(201);
    }

    @BeforeEach
    void beOfANewTenant() {
        identity = Identity.ofNewTenant();
        wanted = Body.of("tenant_id", identity.tenant());
        kms = server.as(identity);
        keyId = kms.newKey("HMAC-256");
    }

    @AfterAll
    void close() {
        admin.close();
        approver.close();
    }

    private String approved(String tenant) {
        return new Asking(admin).granted(OPERATION, null, Body.of("tenant_id", tenant), approver);
    }

    private Reply rotate(String tenant, Map<String, @Nullable Object> body, String... idempotencyKey) {
        return admin.send(request -> {
            for (String key : idempotencyKey) {
                request.header("Idempotency-Key", key);
            }
            return request.uri(admin.uri("/kms/v1/tenants/" + tenant + "/rotate-root"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Body.json(body)));
        });
    }

    private JsonNode root() {
        return admin.get("/tenants/" + identity.tenant()).expect(200).json().path("root");
    }

    @Test
    void anApprovalRotatesTheRootOnceAndItsKeysGoOn() {
        byte[] mac = kms.sign(keyId, new byte[1]).expect(200).bytes("signature");
        Refusal.of(rotate(identity.tenant(), wanted), 403, "POLICY_VIOLATION", "approval_required");
        String token = approved(identity.tenant());

        Reply rotated = rotate(identity.tenant(), Body.with(wanted, "approval_token", token))
                .expect(200);
        assertThat(rotated.json().path("root_version").asInt()).isEqualTo(2);
        Refusal.of(
                rotate(identity.tenant(), Body.with(wanted, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_spent");
        assertThat(root().path("version").asInt()).isEqualTo(2);
        assertThat(kms.sign(keyId, new byte[1]).expect(200).bytes("signature")).isEqualTo(mac);
    }

    @Test
    void anApprovalIsOfOneTenantOnly() {
        String other = Identity.ofNewTenant().tenant();
        String token = approved(other);

        Refusal.of(
                rotate(identity.tenant(), Body.of("tenant_id", other, "approval_token", token)),
                400,
                "INVALID_REQUEST");
        Refusal.of(
                rotate(identity.tenant(), Body.with(wanted, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_mismatch");
        Refusal.of(rotate(identity.tenant(), Body.of("approval_token", token)), 400, "INVALID_REQUEST");
        assertThat(root().path("version").asInt()).isOne();
    }

    @Test
    void sentAgainWithItsKeyItIsDoneOnceAndAnsweredAlike() {
        String key = UUID.randomUUID().toString();
        Map<String, @Nullable Object> body = Body.with(wanted, "approval_token", approved(identity.tenant()));

        Reply first = rotate(identity.tenant(), body, key).expect(200);
        Reply again = rotate(identity.tenant(), body, key).expect(200);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(root().path("version").asInt()).isEqualTo(2);
        assertThat(kms.receipts("operation=tenant_root_rotated"))
                .singleElement()
                .satisfies(receipt ->
                        assertThat(receipt.path("receipt_id").asText()).isEqualTo(first.text("receipt_id")));
        Refusal.of(
                rotate(Identity.ofNewTenant().tenant(), body, key), 400, "INVALID_REQUEST", "idempotency_key_reused");
    }

    @Test
    void theTenantItselfMayNot() {
        Refusal.of(
                kms.post("/tenants/" + identity.tenant() + "/rotate-root", wanted),
                403,
                "UNAUTHORIZED",
                "role_missing");
    }
}
