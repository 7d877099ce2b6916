package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sets holds, and GET /config says so. */
@Served({
    "keywright.approvals.required-operations=revoke,rotate",
    "keywright.keys.allowed-algorithms=PS256,EdDSA,AES-256-GCM",
    "keywright.keys.rotation-schedule=P30D",
    "keywright.keys.rotation-grace-period=PT36H",
    "keywright.keys.validity=P10D",
    "keywright.keys.max-usage-per-day-default=500",
    "keywright.http.max-body=8K",
    "keywright.http.max-payload=1K"
})
class ConfigurationIT {

    private final Kms kms;

    ConfigurationIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    @Test
    void theConfigurationIsTheOneThatWasSet() {
        Reply config = kms.get("/config").expect(200);

        assertThat(config.text("key_rotation_schedule")).isEqualTo("P30D");
        assertThat(config.text("rotation_grace_period")).isEqualTo("PT36H");
        assertThat(config.json().path("max_usage_per_day_default").intValue()).isEqualTo(500);
        assertThat(config.json().path("allowed_algorithms"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder("PS256", "EdDSA", "AES-256-GCM");
        assertThat(config.json().path("dual_authorization_required_operations"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder("revoke", "rotate");
    }

    @Test
    void anOperationUnderApprovalIsRefusedWithoutARealToken() {
        String keyId = kms.newKey("Ed25519");
        Object token = Body.of("revocation_reason", "compromised", "approval_token", "0123456789");

        Refusal.of(kms.revoke(keyId), 403, "POLICY_VIOLATION", "approval_required");
        Refusal.of(kms.rotate(keyId), 403, "POLICY_VIOLATION", "approval_required");
        Refusal.of(
                kms.postText("/keys/" + keyId + "/revoke", Body.json(token)),
                403,
                "POLICY_VIOLATION",
                "approval_invalid");
        assertThat(kms.get("/keys/" + keyId).text("key_state")).isEqualTo("active");
    }

    @Test
    void anOperationThatIsNotUnderApprovalNeedsNone() {
        kms.sign(kms.newKey("Ed25519"), new byte[1]).expect(200);
    }

    @Test
    void anAlgorithmThatIsNotAllowedIsRefusedInEveryOperation() {
        String rsa = kms.newKey("RSA-2048");
        String aes = kms.newKey("AES-256");
        List<Reply> replies = List.of(
                kms.sign(rsa, new byte[1], "algorithm", "RS256"),
                kms.verify(rsa, new byte[1], new byte[256], "algorithm", "RS256"),
                kms.encrypt(aes, new byte[1], "algorithm", "CHACHA20-POLY1305"),
                kms.decrypt(aes, new byte[20], new byte[12], "algorithm", "CHACHA20-POLY1305"),
                kms.sign(kms.newKey("EC-P256"), new byte[1]));

        replies.forEach(reply -> Refusal.of(reply, 400, "INVALID_REQUEST", "algorithm_not_allowed"));
        kms.sign(rsa, new byte[1]).expect(200);
        kms.encrypt(aes, new byte[1]).expect(200);
    }

    @Test
    void aNewKeyGetsTheValidityAndTheLimitThatWereSet() {
        Reply made = kms.create("Ed25519", List.of("sign")).expect(201);

        assertThat(Duration.between(Instant.parse(made.text("valid_from")), Instant.parse(made.text("valid_until"))))
                .isEqualTo(Duration.ofDays(10));
        assertThat(made.json().path("access_policy").path("max_usage_per_day").intValue())
                .isEqualTo(500);
    }

    @Test
    void bodiesAndPayloadsAreAsLargeAsWasSet() {
        String keyId = kms.newKey("Ed25519");

        kms.sign(keyId, new byte[1024]).expect(200);
        Refusal.of(kms.sign(keyId, new byte[1025]), 400, "INVALID_REQUEST");
        Refusal.of(kms.postText("/sign", " ".repeat(8193)), 413, "INVALID_REQUEST");
    }
}
