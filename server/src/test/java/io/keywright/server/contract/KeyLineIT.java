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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An alias stands for a line of versions: the newest protects, and each processes what it protected. */
@Served
class KeyLineIT {

    private static final byte[] DATA = {1, 2, 3};

    private final Kms kms;

    KeyLineIT(Installation server) {
        this.kms = server.as(Identity.ofNewTenant());
    }

    private String rotated(String key) {
        return kms.rotate(key).expect(200).text("new_key_id");
    }

    private JsonNode receipt(Reply reply) {
        return kms.get("/receipts/" + reply.text("receipt_id")).json().path("kms_context");
    }

    private static boolean valid(Reply verified) {
        return verified.expect(200).json().path("valid").booleanValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSA-2048", "HMAC-256"})
    void anAliasVerifiesWhatEachVersionSignedAndNamesIt(String keyType) {
        String alias = "alias/signs-" + keyType;
        String first = kms.newKey(keyType, "key_alias", "signs-" + keyType);
        byte[] byFirst = kms.sign(alias, DATA).expect(200).bytes("signature");
        String second = rotated(alias);
        byte[] bySecond = kms.sign(alias, DATA).expect(200).bytes("signature");
        String third = rotated(alias);

        Reply verified = kms.verify(alias, DATA, byFirst);
        assertThat(valid(verified)).isTrue();
        assertThat(verified.text("key_id")).isEqualTo(first);
        assertThat(receipt(verified).path("key_id").asText()).isEqualTo(first);
        assertThat(kms.verify(alias, DATA, bySecond).text("key_id")).isEqualTo(second);

        Reply wrong = kms.verify(alias, new byte[1], byFirst);
        assertThat(valid(wrong)).isFalse();
        assertThat(wrong.text("key_id")).isEqualTo(third);
        assertThat(receipt(wrong).path("key_id").asText()).isEqualTo(third);
        assertThat(valid(kms.verify(third, DATA, byFirst))).isFalse();
    }

    @Test
    void anAliasDecryptsWhatEachVersionEncryptedAndNamesIt() {
        String first = kms.newKey("AES-256", "key_alias", "opens");
        Reply byFirst = kms.encrypt("alias/opens", DATA).expect(200);
        String second = rotated("alias/opens");

        Reply decrypted = kms.decrypt("alias/opens", byFirst.bytes("ciphertext"), byFirst.bytes("iv"))
                .expect(200);
        assertThat(decrypted.bytes("plaintext")).isEqualTo(DATA);
        assertThat(decrypted.text("key_id")).isEqualTo(first);
        assertThat(receipt(decrypted).path("key_id").asText()).isEqualTo(first);

        JsonNode refusal = Refusal.of(
                kms.decrypt("alias/opens", byFirst.bytes("ciphertext"), new byte[12]),
                400,
                "INVALID_REQUEST",
                "decryption_failed");
        JsonNode receipt =
                kms.get("/receipts/" + refusal.path("receipt_id").asText()).json();
        assertThat(receipt.path("kms_context").path("key_id").asText()).isEqualTo(second);
    }

    @Test
    void aDestroyedVersionProcessesNothingAndTheOthersGoOn() {
        String first = kms.newKey("Ed25519", "key_alias", "partly");
        byte[] byFirst = kms.sign("alias/partly", DATA).expect(200).bytes("signature");
        String second = rotated("alias/partly");
        byte[] bySecond = kms.sign("alias/partly", DATA).expect(200).bytes("signature");

        kms.revoke(second).expect(200);
        assertThat(kms.verify("alias/partly", DATA, byFirst).expect(200).text("key_id"))
                .isEqualTo(first);
        Refusal.of(kms.verify("alias/partly", DATA, bySecond), 409, "KEY_REVOKED");
        Refusal.of(kms.sign("alias/partly", DATA), 409, "KEY_REVOKED");
        kms.revoke(first).expect(200);
        Refusal.of(kms.verify("alias/partly", DATA, byFirst), 409, "KEY_REVOKED");
    }

    @Test
    void aSearchCountsAsOneUse() {
        Object twice = Body.of("allowed_modules", List.of("M21"), "max_usage_per_day", 2);
        String first = kms.create("Ed25519", List.of("sign", "verify"), "key_alias", "counted", "access_policy", twice)
                .expect(201)
                .text("key_id");
        byte[] byFirst = kms.sign("alias/counted", DATA).expect(200).bytes("signature");
        String second = rotated("alias/counted");
        kms.verify("alias/counted", DATA, byFirst).expect(200);
        kms.verify("alias/counted", DATA, byFirst).expect(200);

        Refusal.of(kms.verify("alias/counted", DATA, byFirst), 429, "RATE_LIMITED", "daily_usage");
        Refusal.of(kms.sign(second, DATA), 429, "RATE_LIMITED", "daily_usage");
        assertThat(valid(kms.verify(first, DATA, byFirst))).isTrue();
    }

    @Test
    void allVersionsAreUnderOnePolicy() {
        String first = kms.newKey("Ed25519", "key_alias", "shared-policy");
        byte[] byFirst = kms.sign(first, DATA).expect(200).bytes("signature");
        String second = rotated(first);
        byte[] bySecond = kms.sign(second, DATA).expect(200).bytes("signature");
        kms.verify(first, DATA, byFirst).expect(200);

        String version = kms.get("/keys/" + second + "/policy").expect(200).header("ETag");
        assertThat(kms.get("/keys/" + first + "/policy").header("ETag")).isEqualTo(version);
        Object others = Body.of("allowed_modules", List.of("M7"), "requires_approval", false, "max_usage_per_day", 9);
        kms.put("/keys/" + second + "/policy", others, version).expect(200);
        Refusal.of(kms.verify(first, DATA, byFirst), 403, "POLICY_VIOLATION", "module_not_allowed");
        Refusal.of(kms.verify(second, DATA, bySecond), 403, "POLICY_VIOLATION", "module_not_allowed");
    }
}
