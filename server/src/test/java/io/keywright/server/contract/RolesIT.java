package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has no role may do nothing; each role allows what it is for, and no more. */
@Served({
    "keywright.access.key-user=spiffe://test.keywright/tenant/*/env/dev/plane/*/module/user",
    "keywright.access.key-admin=spiffe://test.keywright/tenant/*/env/*/plane/*/module/admin",
    "keywright.access.auditor=spiffe://test.keywright/tenant/*/env/*/plane/*/module/auditor,"
            + "spiffe://test.keywright/module/inspector",
    "keywright.access.platform-admin=spiffe://test.keywright/module/root"
})
class RolesIT {

    private static final Object POLICY =
            Body.of("allowed_modules", List.of("*"), "requires_approval", false, "max_usage_per_day", 1000);

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms admin;
    private final Kms user;
    private final Kms auditor;
    private final Kms nobody;
    private final String keyId;

    RolesIT(Installation server) {
        this.server = server;
        this.admin = as("admin");
        this.user = as("user");
        this.auditor = as("auditor");
        this.nobody = as("nobody");
        this.keyId = admin.create("Ed25519", List.of("sign", "verify"), "access_policy", POLICY)
                .expect(201)
                .text("key_id");
    }

    private Kms as(String module) {
        return server.as(identity.asModule(module));
    }

    private static void lacksRole(Reply reply) {
        Refusal.of(reply, 403, "UNAUTHORIZED", "role_missing");
    }

    @Test
    void aUserUsesKeysAndChangesNone() {
        user.sign(keyId, new byte[1]).expect(200);
        user.get("/keys").expect(200);
        lacksRole(user.create("Ed25519", List.of("sign")));
        lacksRole(user.rotate(keyId));
        lacksRole(user.revoke(keyId));
        Reply policy = user.get("/keys/" + keyId + "/policy").expect(200);
        lacksRole(user.put("/keys/" + keyId + "/policy", POLICY, policy.header("ETag")));
    }

    @Test
    void anAdminChangesKeysAndUsesNone() {
        String own = admin.newKey("Ed25519");
        lacksRole(admin.sign(own, new byte[1]));
        lacksRole(admin.verify(own, new byte[1], new byte[64]));
        admin.rotate(own).expect(200);
        admin.revoke(own).expect(200);
    }

    @Test
    void anAuditorReadsAndTouchesNothing() {
        String receiptId = user.sign(keyId, new byte[1]).text("receipt_id");

        auditor.get("/receipts/" + receiptId).expect(200);
        auditor.get("/receipts/" + receiptId + "/proof").expect(200);
        auditor.get("/receipts").expect(200);
        auditor.get("/keys/" + keyId).expect(200);
        lacksRole(auditor.sign(keyId, new byte[1]));
        lacksRole(auditor.rotate(keyId));
        auditor.get("/keys/" + keyId + "/policy").expect(200);
    }

    @Test
    void anAdminIsWarnedOfAKeyThatNobodyCanUse() {
        Reply useless = admin.create("Ed25519", List.of("sign")).expect(201);
        assertThat(useless.text("warning")).contains("access_policy.allowed_modules");

        Reply useful =
                admin.create("Ed25519", List.of("sign"), "access_policy", Body.of("allowed_modules", List.of("user")));
        assertThat(useful.expect(201).members()).doesNotContain("warning");
    }

    @Test
    void whoHasNoRoleIsRefusedBeforeAnythingIsLookedUp() {
        lacksRole(nobody.sign(keyId, new byte[1]));
        lacksRole(nobody.get("/keys/" + keyId));
        lacksRole(nobody.get("/keys/" + keyId + "/policy"));
        lacksRole(nobody.get("/keys"));
        lacksRole(nobody.get("/receipts"));
        String unknown = "01a2005d-4198-7000-8eda-ac6365cf358f";
        assertThat(Refusal.anonymous(nobody.sign(unknown, new byte[1])))
                .isEqualTo(Refusal.anonymous(nobody.sign(keyId, new byte[1])));
    }

    @Test
    void aRefusalForWantOfARoleLeavesAReceipt() {
        String receiptId = Refusal.of(nobody.sign(keyId, new byte[1]), 403, "UNAUTHORIZED")
                .path("receipt_id")
                .asText();

        assertThat(auditor.get("/receipts/" + receiptId).expect(200).text())
                .contains("\"error_code\":\"UNAUTHORIZED\"", "\"requesting_module\":\"nobody\"");
    }

    @Test
    void aPatternMeansTheWholeIdentity() {
        lacksRole(server.as(identity.asModule("user.evil")).sign(keyId, new byte[1]));
        lacksRole(server.as(identity.inEnvironment("prod").asModule("user")).get("/keys"));
    }

    @Test
    void aUserReadsTheReceiptsOfItsOwnModuleOnly() {
        String own = user.sign(keyId, new byte[1]).text("receipt_id");
        String others = admin.rotate(admin.newKey("Ed25519")).text("receipt_id");

        user.get("/receipts/" + own).expect(200);
        Refusal.of(user.get("/receipts/" + others), 404, "KEY_NOT_FOUND");
        assertThat(user.receipts("limit=1000"))
                .extracting(receipt -> receipt.path("receipt_id").asText())
                .contains(own)
                .doesNotContain(others);
    }

    @Test
    void aPlatformAuditorReadsTheReceiptsOfTheTenantThatItNames() {
        String receiptId = user.sign(keyId, new byte[1]).text("receipt_id");
        Kms inspector = server.as(server.certificates().ofPlatform("inspector"));
        String tenant = "tenant_id=" + identity.tenant();

        inspector.get("/receipts?" + tenant).expect(200);
        inspector.get("/receipts/" + receiptId + "?" + tenant).expect(200);
        inspector.get("/receipts/" + receiptId + "/proof?" + tenant).expect(200);
        assertThat(Refusal.of(inspector.get("/receipts"), 400, "INVALID_REQUEST")
                        .path("parameter")
                        .asText())
                .isEqualTo("tenant_id");
        Refusal.of(auditor.get("/receipts?tenant_id=another"), 403, "UNAUTHORIZED");
        lacksRole(server.as(server.certificates().ofPlatform("root")).get("/receipts?" + tenant));
    }

    @Test
    void whoamiTellsTheRoles() {
        assertThat(user.get("/whoami").json().path("roles").toString()).isEqualTo("[\"key-user\"]");
        assertThat(nobody.get("/whoami").json().path("roles")).isEmpty();
    }
}
