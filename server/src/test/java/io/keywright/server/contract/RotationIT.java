package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /keys/{id}/rotate and POST /keys/{id}/revoke. */
@Served
class RotationIT {

    private static final byte[] DATA = "made before".getBytes(UTF_8);

    private final Kms kms;

    RotationIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "EC-P256", "EC-P384", "Ed25519", "HMAC-256", "ML-DSA-65"})
    void theOldKeyVerifiesWhatItSignedAndSignsNoMore(String keyType) {
        String old = kms.newKey(keyType);
        byte[] signature = kms.sign(old, DATA).expect(200).bytes("signature");
        Reply rotated = kms.rotate(old).expect(200);
        String successor = rotated.text("new_key_id");

        assertThat(rotated.members())
                .containsExactlyInAnyOrder("old_key_id", "new_key_id", "new_public_key", "receipt_id");
        assertThat(rotated.text("old_key_id")).isEqualTo(old).isNotEqualTo(successor);
        assertThat(rotated.text("new_public_key"))
                .isEqualTo(kms.get("/keys/" + successor).text("public_key"));
        assertThat(valid(kms.verify(old, DATA, signature))).isTrue();
        assertThat(valid(kms.verify(successor, DATA, signature))).isFalse();
        assertThat(Refusal.of(kms.sign(old, DATA), 409, "KEY_INACTIVE")
                        .path("successor")
                        .asText())
                .isEqualTo(successor);
        assertThat(valid(kms.verify(successor, DATA, kms.sign(successor, DATA).bytes("signature"))))
                .isTrue();
    }

    @Test
    void theOldKeyDecryptsWhatItEncryptedAndEncryptsNoMore() {
        String old = kms.newKey("AES-256");
        Reply encrypted = kms.encrypt(old, DATA).expect(200);
        String successor = kms.rotate(old).expect(200).text("new_key_id");

        assertThat(kms.decrypt(old, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                        .expect(200)
                        .bytes("plaintext"))
                .isEqualTo(DATA);
        Refusal.of(
                kms.decrypt(successor, encrypted.bytes("ciphertext"), encrypted.bytes("iv")),
                400,
                "INVALID_REQUEST",
                "decryption_failed");
        Refusal.of(kms.encrypt(old, DATA), 409, "KEY_INACTIVE");
    }

    @Test
    void theAliasMovesToTheSuccessorEachTime() {
        String first = kms.newKey("Ed25519", "key_alias", "moving");
        kms.sign("alias/moving", DATA).expect(200);
        String second = kms.rotate("alias/moving").expect(200).text("new_key_id");
        assertThat(kms.sign("alias/moving", DATA).expect(200).text("key_id")).isEqualTo(second);
        Reply third = kms.rotate("alias/moving").expect(200);

        assertThat(third.text("old_key_id")).isEqualTo(second);
        assertThat(kms.sign("alias/moving", DATA).expect(200).text("key_id")).isEqualTo(third.text("new_key_id"));
        assertThat(kms.get("/keys/alias/moving").text("key_id")).isEqualTo(third.text("new_key_id"));
        assertThat(kms.get("/keys/" + first).text("key_state")).isEqualTo("pending_rotation");
    }

    @Test
    void predecessorAndSuccessorNameEachOther() {
        String first = kms.newKey("RSA-2048", "key_alias", "chain");
        String second = kms.rotate(first).expect(200).text("new_key_id");
        String third = kms.rotate(second).expect(200).text("new_key_id");

        assertLinks(first, 0, "", second, "pending_rotation");
        assertLinks(second, 1, first, third, "pending_rotation");
        assertLinks(third, 2, second, "", "active");
    }

    @Test
    void theSuccessorIsOfTheSameKindAndLastsAsLong() {
        Object policy = Body.of("allowed_modules", List.of("M7", "M21"), "max_usage_per_day", 99);
        Reply old = kms.create(
                        "Ed25519",
                        List.of("sign"),
                        "access_policy",
                        policy,
                        "valid_until",
                        Instant.now().plus(Duration.ofDays(30)).toString())
                .expect(201);
        Reply successor = kms.get("/keys/" + kms.rotate(old.text("key_id")).text("new_key_id"));

        for (String same :
                List.of("key_type", "key_usage", "access_policy", "protection", "tenant_id", "environment", "plane")) {
            assertThat(successor.json().path(same))
                    .as(same)
                    .isEqualTo(old.json().path(same));
        }
        assertThat(validity(successor)).isEqualTo(validity(old));
        assertThat(successor.text("public_key")).isNotEqualTo(old.text("public_key"));
    }

    @Test
    void anAliasOfADestroyedKeyNamesItUntilAnotherKeyTakesIt() {
        String destroyed = kms.newKey("Ed25519", "key_alias", "reused");
        kms.sign("alias/reused", DATA).expect(200);
        kms.revoke("alias/reused").expect(200);
        JsonNode details = Refusal.of(kms.sign("alias/reused", DATA), 409, "KEY_REVOKED");
        assertThat(details.path("key_state").asText()).isEqualTo("destroyed");

        String fresh = kms.newKey("Ed25519", "key_alias", "reused");
        assertThat(kms.sign("alias/reused", DATA).expect(200).text("key_id"))
                .isEqualTo(fresh)
                .isNotEqualTo(destroyed);
    }

    @Test
    void anAliasThatAKeyHasIsNotGivenAway() {
        kms.newKey("Ed25519", "key_alias", "taken");

        Refusal.of(
                kms.create("AES-256", List.of("encrypt"), "key_alias", "taken"), 400, "INVALID_REQUEST", "alias_taken");
        kms.rotate("alias/taken").expect(200);
        Refusal.of(
                kms.create("AES-256", List.of("encrypt"), "key_alias", "taken"), 400, "INVALID_REQUEST", "alias_taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compromised", "retired", "policy_violation"})
    void aRevokedKeyIsDestroyedForGood(String reason) {
        String keyId = kms.newKey("Ed25519");
        byte[] signature = kms.sign(keyId, DATA).expect(200).bytes("signature");
        Instant before = Instant.now().minusMillis(1);
        Reply revoked = kms.post(
                        "/keys/" + keyId + "/revoke", Body.of("revocation_reason", reason, "confirm_in_use", true))
                .expect(200);

        assertThat(revoked.members()).containsExactlyInAnyOrder("key_id", "revoked_at", "receipt_id");
        assertThat(revoked.text("key_id")).isEqualTo(keyId);
        assertThat(revoked.text("revoked_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(revoked.text("revoked_at"))).isBetween(before, Instant.now());
        for (KeyCall call : List.of(KeyCall.SIGN, KeyCall.VERIFY, KeyCall.ROTATE, KeyCall.REVOKE)) {
            JsonNode details = Refusal.of(call.by(kms, keyId), 409, "KEY_REVOKED");
            assertThat(details.path("key_state").asText()).isEqualTo("destroyed");
        }
        Refusal.of(kms.verify(keyId, DATA, signature), 409, "KEY_REVOKED");
        assertThat(kms.get("/keys/" + keyId).expect(200).text("key_state")).isEqualTo("destroyed");
    }

    private void assertLinks(String keyId, int count, String from, String to, String state) {
        JsonNode key = kms.get("/keys/" + keyId).expect(200).json();
        assertThat(key.path("rotation_count").intValue()).isEqualTo(count);
        assertThat(key.path("rotated_from").asText()).isEqualTo(from);
        assertThat(key.path("rotated_to").asText()).isEqualTo(to);
        assertThat(key.path("key_state").asText()).isEqualTo(state);
        assertThat(key.path("key_alias").asText()).isEqualTo("chain");
    }

    private static Duration validity(Reply key) {
        return Duration.between(Instant.parse(key.text("valid_from")), Instant.parse(key.text("valid_until")));
    }

    private static boolean valid(Reply verified) {
        return verified.expect(200).json().path("valid").booleanValue();
    }
}
