package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operation changed can be read for good, and the signed receipt vouches for it. */
@Served({
    "keywright.access.key-user=spiffe://test.keywright/tenant/*/env/*/plane/*/module/*",
    "keywright.access.key-admin=spiffe://test.keywright/tenant/*/env/*/plane/*/module/*",
    "keywright.access.platform-admin=spiffe://test.keywright/module/root"
})
class ChangesIT {

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    ChangesIT(Installation server) {
        this.server = server;
        this.kms = server.as(identity);
    }

    /** The change, which must be what the receipt has the digest of. */
    private JsonNode changeOf(Reply operation) throws Exception {
        String receiptId = operation.text("receipt_id");
        Reply change = kms.get("/receipts/" + receiptId + "/change").expect(200);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(change.body());
        JsonNode receipt = kms.get("/receipts/" + receiptId).expect(200).json();
        assertThat(receipt.path("kms_context").path("change_digest").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(digest));
        return change.json();
    }

    @Test
    void aNewKeyIsDescribedWithItsPublicKeyAndPolicy() throws Exception {
        Reply created = kms.create("Ed25519", List.of("sign", "verify"), "key_alias", "described");

        JsonNode change = changeOf(created);

        assertThat(change.path("actor").asText()).isEqualTo(kms.get("/whoami").text("subject"));
        assertThat(change.path("key_id").asText()).isEqualTo(created.text("key_id"));
        assertThat(change.path("key_alias").asText()).isEqualTo("described");
        assertThat(change.path("key_type").asText()).isEqualTo("Ed25519");
        assertThat(change.path("public_key").asText()).isEqualTo(created.text("public_key"));
        assertThat(change.path("access_policy").path("allowed_modules").path(0).asText())
                .isEqualTo("M21");
        assertThat(change.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void aRotationNamesBothKeys() throws Exception {
        Reply rotated = kms.rotate(kms.newKey("EC-P256"));

        JsonNode change = changeOf(rotated);

        assertThat(change.path("old_key_id").asText()).isEqualTo(rotated.text("old_key_id"));
        assertThat(change.path("old_key_state").asText()).isEqualTo("pending_rotation");
        assertThat(change.path("new_key").path("key_id").asText()).isEqualTo(rotated.text("new_key_id"));
        assertThat(change.path("new_key").path("rotated_from").asText()).isEqualTo(rotated.text("old_key_id"));
    }

    @Test
    void aRevocationSaysWhy() throws Exception {
        Reply revoked = kms.revoke(kms.newKey("AES-256"));

        JsonNode change = changeOf(revoked);

        assertThat(change.path("previous_key_state").asText()).isEqualTo("active");
        assertThat(change.path("key_state").asText()).isEqualTo("destroyed");
        assertThat(change.path("revoked_at").asText()).isEqualTo(revoked.text("revoked_at"));
        assertThat(change.path("revocation_reason").asText()).isNotEmpty();
    }

    @Test
    void aPolicyIsToldAsItBecame() throws Exception {
        String path = "/keys/" + kms.newKey("AES-256") + "/policy";
        Reply changed = kms.put(
                path,
                Body.of("allowed_modules", List.of("M21", "M7"), "requires_approval", true, "max_usage_per_day", 5),
                kms.get(path).header("ETag"));

        JsonNode change = changeOf(changed);

        assertThat(change.path("policy_version").asInt()).isEqualTo(2);
        assertThat(change.path("access_policy").toString())
                .isEqualTo("{\"allowed_modules\":[\"M21\",\"M7\"],\"max_usage_per_day\":5,\"module_operations\":{},"
                        + "\"requires_approval\":true}");
    }

    @Test
    void aBindingOfARoleIsToldWhereItHoldsAndWhoMadeIt() throws Exception {
        Kms root = server.as(server.certificates().ofPlatform("root"));
        String somebody = "spiffe://test.keywright/tenant/" + identity.tenant() + "/env/dev/plane/tenant/module/new";
        Reply bound = root.post(
                "/role-bindings",
                Body.of(
                        "tenant_id", identity.tenant(),
                        "environment", "dev",
                        "plane", "tenant",
                        "identity", somebody,
                        "role", "auditor"));

        JsonNode change = changeOf(bound);

        assertThat(change.path("identity").asText()).isEqualTo(somebody);
        assertThat(change.path("role").asText()).isEqualTo("auditor");
        assertThat(change.path("environment").asText()).isEqualTo("dev");
        assertThat(change.path("actor").asText()).isEqualTo("spiffe://test.keywright/module/root");
    }

    @Test
    void aUseChangesNothing() {
        Reply signed = kms.sign(kms.newKey("Ed25519"), new byte[1]).expect(200);
        String path = "/receipts/" + signed.text("receipt_id");

        assertThat(kms.get(path).json().path("kms_context").has("change_digest"))
                .isFalse();
        Refusal.of(kms.get(path + "/change"), 404, "KEY_NOT_FOUND", "no_change");
    }

    @Test
    void anotherTenantSeesNoChange() {
        Reply created = kms.create("AES-256", List.of("encrypt"));
        Kms stranger = server.as(Identity.ofNewTenant());

        Refusal.of(
                stranger.get("/receipts/" + created.text("receipt_id") + "/change"),
                404,
                "KEY_NOT_FOUND",
                "receipt_not_found");
    }
}
