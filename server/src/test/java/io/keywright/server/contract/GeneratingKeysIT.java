package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.PublicKeys;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /keys. */
@Served
class GeneratingKeysIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final List<String> SIGN_AND_VERIFY = List.of("sign", "verify");
    private static final List<String> ENCRYPT_AND_DECRYPT = List.of("encrypt", "decrypt");

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;

    GeneratingKeysIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-2048, 2048",
        "RSA-3072, 3072",
        "RSA-4096, 4096",
        "EC-P256, 256",
        "EC-P384, 384",
        "Ed25519, 256",
        "ML-DSA-65, 0"
    })
    void anAsymmetricKeyIsAnsweredWithItsPublicHalf(String keyType, int bits) throws GeneralSecurityException {
        Reply made = kms.create(keyType, SIGN_AND_VERIFY).expect(201);

        PublicKey publicKey = PublicKeys.parse(made.text("public_key"), keyType);
        switch (publicKey) {
            case RSAPublicKey rsa -> assertThat(rsa.getModulus().bitLength()).isEqualTo(bits);
            case ECPublicKey ec ->
                assertThat(ec.getParams().getOrder().bitLength()).isEqualTo(bits);
            default -> assertThat(publicKey.getFormat()).isEqualTo("X.509");
        }
        assertThat(made.text("key_type")).isEqualTo(keyType);
    }

    @ParameterizedTest
    @CsvSource({"AES-256, encrypt", "HMAC-256, sign"})
    void aSymmetricKeyIsNeverAnsweredInAnyForm(String keyType, String usage) {
        Kms own = server.asNewTenant();
        Reply made = own.create(keyType, List.of(usage)).expect(201);
        String keyId = made.text("key_id");

        for (Reply shown : List.of(made, own.get("/keys/" + keyId), own.get("/keys"))) {
            assertThat(shown.text()).contains("\"public_key\":\"\"").doesNotContainPattern("[A-Za-z0-9+/]{40}");
        }
        assertThat(own.rotate(keyId).expect(200).text("new_public_key")).isEmpty();
    }

    @Test
    void allMetadataIsAnsweredAndNothingElse() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Reply made = kms.create("Ed25519", SIGN_AND_VERIFY, "key_alias", "all-metadata")
                .expect(201);

        assertThat(made.members())
                .containsExactlyInAnyOrder(
                        "tenant_id",
                        "environment",
                        "plane",
                        "key_id",
                        "key_alias",
                        "key_type",
                        "key_usage",
                        "public_key",
                        "key_state",
                        "created_at",
                        "valid_from",
                        "valid_until",
                        "rotation_count",
                        "access_policy",
                        "protection",
                        "origin",
                        "exportable",
                        "receipt_id");
        assertThat(made.text("tenant_id")).isEqualTo(tenant.tenant());
        assertThat(made.text("environment")).isEqualTo("dev");
        assertThat(made.text("plane")).isEqualTo("tenant");
        assertThat(made.text("key_id")).matches(UUID_V7);
        assertThat(made.text("receipt_id")).matches(UUID_V7);
        assertThat(made.text("key_alias")).isEqualTo("all-metadata");
        assertThat(made.text("key_state")).isEqualTo("active");
        assertThat(made.text("protection")).isEqualTo("software");
        assertThat(made.json().path("rotation_count").intValue()).isZero();
        assertThat(made.json().path("key_usage").toString()).isEqualTo("[\"sign\",\"verify\"]");
        assertThat(made.text("created_at")).matches(TIME).isEqualTo(made.text("valid_from"));
        assertThat(Instant.parse(made.text("created_at"))).isBetween(before, Instant.now());
        assertThat(made.text("valid_until")).matches(TIME);
    }

    @Test
    void aKeyIsTheCallersModulesAloneUnlessItsPolicySaysOtherwise() {
        JsonNode policy =
                kms.create("Ed25519", SIGN_AND_VERIFY).expect(201).json().path("access_policy");

        assertThat(policy.path("allowed_modules").toString()).isEqualTo("[\"M21\"]");
        assertThat(policy.path("requires_approval").booleanValue()).isFalse();
        assertThat(policy.path("max_usage_per_day").longValue())
                .isEqualTo(kms.get("/config")
                        .json()
                        .path("max_usage_per_day_default")
                        .longValue())
                .isPositive();
    }

    @Test
    void anAccessPolicyIsKeptAsItWasAskedFor() {
        Object policy =
                Body.of("allowed_modules", List.of("M7", "M21"), "requires_approval", true, "max_usage_per_day", 7);
        Reply made = kms.create("AES-256", ENCRYPT_AND_DECRYPT, "access_policy", policy)
                .expect(201);

        JsonNode kept = kms.get("/keys/" + made.text("key_id")).json().path("access_policy");
        assertThat(kept).isEqualTo(made.json().path("access_policy"));
        assertThat(kept.path("allowed_modules")).extracting(JsonNode::textValue).containsExactlyInAnyOrder("M7", "M21");
        assertThat(kept.path("requires_approval").booleanValue()).isTrue();
        assertThat(kept.path("max_usage_per_day").intValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2199-12-31T23:59:59.123Z", "2199-12-31T23:59:59.123456789Z", "2200-01-01T01:59:59.123+02:00"})
    void validUntilIsKeptToTheMillisecondInUtc(String validUntil) {
        assertThat(kms.create("Ed25519", SIGN_AND_VERIFY, "valid_until", validUntil)
                        .expect(201)
                        .text("valid_until"))
                .isEqualTo("2199-12-31T23:59:59.123Z");
    }

    @Test
    void theSuccessorOfAKeyForEverHasATimeThatCanBeRead() {
        String keyId = kms.newKey("Ed25519", "valid_until", "9999-12-31T23:59:59.999Z");
        String successor = kms.rotate(keyId).expect(200).text("new_key_id");

        assertThat(kms.get("/keys/" + successor).expect(200).text("valid_until"))
                .matches(TIME);
    }

    @Test
    void aKeyProtectsNoLongerThanItIsValid() throws InterruptedException {
        Instant end = Instant.now().plusMillis(1500);
        String keyId = kms.newKey("Ed25519", "valid_until", end.toString());
        byte[] data = {1, 2, 3};
        byte[] signature = kms.sign(keyId, data).expect(200).bytes("signature");
        Thread.sleep(Duration.between(Instant.now(), end.plusMillis(10)));

        JsonNode details = Refusal.of(kms.sign(keyId, data), 409, "KEY_INACTIVE");
        assertThat(details.path("key_state").asText()).isEqualTo("active");
        assertThat(details.path("valid_until").asText()).matches(TIME);
        assertThat(kms.verify(keyId, data, signature)
                        .expect(200)
                        .json()
                        .path("valid")
                        .booleanValue())
                .isTrue();
    }
}
