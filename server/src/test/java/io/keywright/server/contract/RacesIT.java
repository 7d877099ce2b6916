package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.PublicKeys;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Callers that get in each other's way get answers that could have come one after the other. */
@Served
class RacesIT {

    private static final int RACERS = 8;

    private final Installation server;
    private final Kms kms;

    RacesIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
    }

    @RepeatedTest(3)
    void ofRacingRotationsOneWinsAndTheOthersAreToldTheSuccessor() {
        String keyId = kms.newKey("Ed25519");
        List<Reply> replies = Together.run(RACERS, i -> kms.rotate(keyId));

        List<Reply> winners =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winners).hasSize(1);
        String successor = winners.getFirst().text("new_key_id");
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> assertThat(Refusal.of(reply, 409, "KEY_INACTIVE")
                                .path("successor")
                                .asText())
                        .isEqualTo(successor));
        assertThat(kms.get("/keys/" + keyId).text("rotated_to")).isEqualTo(successor);
    }

    @RepeatedTest(3)
    void ofRacingRevocationsOneWins() {
        String keyId = kms.newKey("Ed25519");
        List<Reply> replies = Together.run(RACERS, i -> kms.revoke(keyId));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        replies.stream().filter(reply -> reply.status() != 200).forEach(reply -> Refusal.of(reply, 409, "KEY_REVOKED"));
    }

    @Test
    void ofRacingKeysWithOneAliasOneGetsIt() {
        List<Reply> replies =
                Together.run(RACERS, i -> kms.create("AES-256", List.of("encrypt"), "key_alias", "raced"));

        List<Reply> winners =
                replies.stream().filter(reply -> reply.status() == 201).toList();
        assertThat(winners).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> Refusal.of(reply, 400, "INVALID_REQUEST", "alias_taken"));
        assertThat(kms.get("/keys/alias/raced").text("key_id"))
                .isEqualTo(winners.getFirst().text("key_id"));
    }

    @Test
    void aTenantsFirstKeysMayComeAllAtOnce() {
        Kms newcomer = server.asNewTenant();
        List<Reply> replies = Together.run(RACERS, i -> newcomer.create("AES-256", List.of("encrypt", "decrypt")));

        replies.forEach(reply ->
                newcomer.encrypt(reply.expect(201).text("key_id"), new byte[1]).expect(200));
        assertThat(newcomer.receipts("operation=tenant_root_created")).hasSize(1);
    }

    @RepeatedTest(3)
    void aRotationAndARevocationAtOnceLeaveNoActiveKeyWithoutMaterial() {
        String keyId = kms.newKey("Ed25519");
        List<Reply> replies = Together.run(2, i -> i == 0 ? kms.rotate(keyId) : kms.revoke(keyId));

        replies.get(1).expect(200);
        assertThat(kms.get("/keys/" + keyId).text("key_state")).isEqualTo("destroyed");
        if (replies.getFirst().status() == 200) {
            kms.sign(replies.getFirst().text("new_key_id"), new byte[1]).expect(200);
        } else {
            Refusal.of(replies.getFirst(), 409, "KEY_REVOKED");
        }
    }

    @Test
    void nobodySignsOnceARevocationIsAnswered() throws GeneralSecurityException {
        Reply key = kms.create("Ed25519", List.of("sign")).expect(201);
        String keyId = key.text("key_id");
        AtomicBoolean revoked = new AtomicBoolean();
        List<List<Reply>> signed =
                Together.run(RACERS, i -> i == 0 ? revokeSoon(keyId, revoked) : signUntil(keyId, revoked));

        PublicKey publicKey = PublicKeys.parse(key.text("public_key"), "Ed25519");
        for (Reply reply : signed.stream().skip(1).flatMap(List::stream).toList()) {
            if (reply.status() == 200) {
                assertThat(PublicKeys.verifies(publicKey, "EdDSA", new byte[1], reply.bytes("signature")))
                        .isTrue();
            } else {
                Refusal.of(reply, 409, "KEY_REVOKED");
            }
        }
        signed.stream().skip(1).forEach(replies -> Refusal.of(replies.getLast(), 409, "KEY_REVOKED"));
    }

    private List<Reply> revokeSoon(String keyId, AtomicBoolean revoked) {
        for (int i = 0; i < 10; i++) {
            kms.sign(keyId, new byte[1]).expect(200);
        }
        Reply reply = kms.revoke(keyId).expect(200);
        revoked.set(true);
        return List.of(reply);
    }

    /** Signs until {@code revoked} is set, and then once more. */
    private List<Reply> signUntil(String keyId, AtomicBoolean revoked) {
        List<Reply> replies = new ArrayList<>();
        boolean last;
        do {
            last = revoked.get();
            replies.add(kms.sign(keyId, new byte[1]));
        } while (!last);
        return replies;
    }

    @Test
    void whateverManyCallersDoAtOnceEachGetsAReceiptThatVerifies() {
        Kms busy = server.asNewTenant();
        String signing = busy.newKey("Ed25519");
        String encrypting = busy.newKey("AES-256");
        byte[] signature = busy.sign(signing, new byte[9]).bytes("signature");
        List<List<String>> receipts = Together.run(32, i -> mixed(busy, i, signing, encrypting, signature));

        Set<String> all = new HashSet<>();
        receipts.forEach(all::addAll);
        assertThat(all).hasSize(32 * 6);
        OfflineVerifier verifier =
                new OfflineVerifier(LogKeys.parse(busy.get("/ledger/keys").text()), WitnessPolicy.none());
        for (String receiptId : all) {
            byte[] receipt = busy.get("/receipts/" + receiptId).expect(200).body();
            byte[] proof =
                    busy.get("/receipts/" + receiptId + "/proof").expect(200).body();
            assertThat(verifier.verify(receipt, proof)).isInstanceOf(Verdict.Verified.class);
        }
    }

    private static List<String> mixed(Kms busy, int i, String signing, String encrypting, byte[] signature) {
        Reply encrypted = busy.encrypt(encrypting, new byte[i]).expect(200);
        byte[] plaintext = busy.decrypt(encrypting, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(200)
                .bytes("plaintext");
        assertThat(plaintext).hasSize(i);
        Reply verified = busy.verify(signing, new byte[9], signature).expect(200);
        assertThat(verified.json().path("valid").booleanValue()).isTrue();
        return List.of(
                encrypted.text("receipt_id"),
                verified.text("receipt_id"),
                busy.sign(signing, new byte[i]).expect(200).text("receipt_id"),
                busy.rotate(busy.newKey("Ed25519")).expect(200).text("receipt_id"),
                Refusal.of(busy.sign("alias/nobody", new byte[1]), 404, "KEY_NOT_FOUND")
                        .path("receipt_id")
                        .asText(),
                busy.get("/keys/" + signing).expect(200).text("receipt_id"));
    }
}
