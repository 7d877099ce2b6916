package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Midnight;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key is used as often a day as its policy says, and not once more. */
@Served
class DailyUsageIT {

    private final Kms kms;
    private final Kms colleague;

    DailyUsageIT(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.kms = server.as(identity);
        this.colleague = server.as(identity.asModule("M7"));
    }

    @BeforeEach
    void notOverMidnight() throws InterruptedException {
        Midnight.stayClearOf();
    }

    private String limited(String keyType, long limit, Object... more) {
        Object policy = Body.of("allowed_modules", List.of("M21"), "max_usage_per_day", limit);
        Object[] members = new Object[more.length + 2];
        members[0] = "access_policy";
        members[1] = policy;
        System.arraycopy(more, 0, members, 2, more.length);
        return kms.newKey(keyType, members);
    }

    private static JsonNode spent(Reply reply) {
        return Refusal.of(reply, 429, "RATE_LIMITED", "daily_usage");
    }

    @Test
    void ofManyRequestsAtOnceExactlyAsManyAsAllowedAreServed() {
        String keyId = limited("AES-256", 50);
        List<Reply> replies = new ArrayList<>();
        Together.run(16, i -> tenTimes(keyId)).forEach(replies::addAll);

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(50);
        replies.stream().filter(reply -> reply.status() != 200).forEach(reply -> {
            assertThat(spent(reply).path("limit").longValue()).isEqualTo(50);
            assertThat(Long.parseLong(reply.header("Retry-After")))
                    .isBetween(Midnight.seconds() - 5, Midnight.seconds() + 60);
        });
    }

    private List<Reply> tenTimes(String keyId) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            replies.add(kms.encrypt(keyId, new byte[1]));
        }
        return replies;
    }

    @Test
    void aRefusalLeavesAReceipt() {
        String keyId = limited("Ed25519", 1);
        kms.sign(keyId, new byte[1]).expect(200);
        String receiptId =
                spent(kms.sign(keyId, new byte[1])).path("receipt_id").asText();

        JsonNode context = kms.get("/receipts/" + receiptId).expect(200).json().path("kms_context");
        assertThat(context.path("key_id").asText()).isEqualTo(keyId);
        assertThat(context.path("success").booleanValue()).isFalse();
        assertThat(context.path("error_code").asText()).isEqualTo("RATE_LIMITED");
    }

    @Test
    void signingAndVerifyingCountAlikeWhateverTheAnswer() {
        String keyId = limited("Ed25519", 4);
        byte[] signature = kms.sign(keyId, new byte[1]).expect(200).bytes("signature");
        kms.verify(keyId, new byte[1], signature).expect(200);
        kms.verify(keyId, new byte[2], signature).expect(200);
        kms.verify(keyId, new byte[1], new byte[3]).expect(200);

        spent(kms.sign(keyId, new byte[1]));
        spent(kms.verify(keyId, new byte[1], signature));
    }

    @Test
    void encryptingAndDecryptingCountAlikeAlsoIfThereIsNothingToDecrypt() {
        String keyId = limited("AES-256", 3);
        Reply encrypted = kms.encrypt(keyId, new byte[1]).expect(200);
        byte[] ciphertext = encrypted.bytes("ciphertext");
        kms.decrypt(keyId, ciphertext, encrypted.bytes("iv")).expect(200);
        Refusal.of(kms.decrypt(keyId, ciphertext, new byte[12]), 400, "INVALID_REQUEST", "decryption_failed");

        spent(kms.decrypt(keyId, ciphertext, encrypted.bytes("iv")));
    }

    @Test
    void whatIsRefusedBeforehandDoesNotCount() {
        String keyId = limited("Ed25519", 1);
        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION");
        Refusal.of(kms.sign(keyId, new byte[1], "algorithm", "ES256"), 400, "INVALID_REQUEST");
        Refusal.of(kms.encrypt(keyId, new byte[1]), 400, "INVALID_REQUEST");
        Refusal.of(kms.sign(keyId, new byte[1], "tenant_id", "another"), 403, "UNAUTHORIZED");
        kms.get("/keys/" + keyId).expect(200);

        kms.sign(keyId, new byte[1]).expect(200);
        spent(kms.sign(keyId, new byte[1]));
    }

    @Test
    void anAliasAndItsKeyCountTogether() {
        String keyId = limited("Ed25519", 2, "key_alias", "counted");
        kms.sign("alias/counted", new byte[1]).expect(200);
        kms.sign(keyId, new byte[1]).expect(200);

        spent(kms.sign("alias/counted", new byte[1]));
        spent(kms.sign(keyId, new byte[1]));
    }

    @Test
    void aSuccessorStartsAnewAndNoOtherKeyIsTouched() {
        String other = limited("Ed25519", 1);
        String keyId = limited("Ed25519", 1, "key_alias", "rotated");
        byte[] signature = kms.sign(keyId, new byte[1]).expect(200).bytes("signature");
        kms.rotate(keyId).expect(200);

        kms.sign("alias/rotated", new byte[1]).expect(200);
        spent(kms.sign("alias/rotated", new byte[1]));
        spent(kms.verify(keyId, new byte[1], signature));
        kms.sign(other, new byte[1]).expect(200);
    }
}
