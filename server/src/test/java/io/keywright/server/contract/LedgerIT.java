package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SpectatedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger proves offline. This installation has one tenant only, whose receipts are the whole log but for the first. */
@Served(value = "keywright.ledger.origin=ledger.test/one-tenant", alone = true)
class LedgerIT {

    private final Installation server;
    private final Kms kms;
    private final String keyId;

    LedgerIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
        this.keyId = kms.newKey("Ed25519");
        kms.sign("alias/nobody", new byte[1]).expect(404);
    }

    @Test
    void everyReceiptVerifiesOfflineAgainstTheLedgersKey() {
        String verifierKey = kms.get("/ledger/key").expect(200).text();
        for (int i = 0; i < 5; i++) {
            kms.sign(keyId, new byte[i]).expect(200);
        }
        for (JsonNode listed : kms.receipts("limit=1000")) {
            byte[] receipt = receipt(listed).body();
            byte[] proof = proof(listed).body();
            Verdict verdict = OfflineVerifier.verify(verifierKey.strip(), receipt, proof);

            assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
                assertThat(verified.receipt().receiptId())
                        .hasToString(listed.path("receipt_id").asText());
                assertThat(verified.checkpoint().origin()).isEqualTo("ledger.test/one-tenant");
            });
        }
    }

    @Test
    void anyJdkVerifiesTheSignatureOfAReceipt() throws GeneralSecurityException {
        String line = kms.get("/ledger/key").text().lines().findFirst().orElseThrow();
        String[] parts = line.split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        byte[] info = Base64.getDecoder().decode("MCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        System.arraycopy(typed, 1, info, 12, 32);
        PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        Reply receipt = receipt(kms.receipts("limit=1").getFirst());
        String signature = receipt.text("signature");

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey);
        verifier.update(receipt.text()
                .replace("\"signature\":\"" + signature + "\",", "")
                .getBytes(UTF_8));
        assertThat(parts[0]).isEqualTo("ledger.test/one-tenant");
        assertThat(typed).hasSize(33).startsWith(1);
        assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
    }

    @Test
    void aChangedReceiptOrAnothersProofProvesNothing() {
        String key = kms.get("/ledger/key").text().strip();
        kms.sign(keyId, new byte[1]).expect(200);
        List<JsonNode> newest = kms.receipts("limit=2");
        byte[] receipt = receipt(newest.get(0)).body();
        String changed = receipt(newest.get(0)).text().replace("\"success\":true", "\"success\":false");

        assertThat(OfflineVerifier.verify(
                        key, changed.getBytes(UTF_8), proof(newest.get(0)).body()))
                .isInstanceOf(Verdict.Refuted.class);
        assertThat(OfflineVerifier.verify(key, receipt, proof(newest.get(1)).body()))
                .isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void everyCheckpointIsTheBeginningOfTheNextAcrossRestartsAndKills() throws StoreException {
        LogKeys keys = LogKeys.parse(kms.get("/ledger/keys").text());
        VerifierKey key = keys.signer();
        List<SignedNote> checkpoints = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            kms.sign(keyId, new byte[i]).expect(200);
            checkpoints.add(checkpoint());
        }
        server.kill();
        server.start();
        checkpoints.add(checkpoint());
        kms.sign(keyId, new byte[1]).expect(200);
        checkpoints.add(checkpoint());

        assertThat(kms.get("/ledger/keys").text()).isEqualTo(keys.toString());
        assertThat(kms.get("/ledger/key").text()).isEqualTo(keys.signer() + "\n");
        List<byte[]> leaves = new ArrayList<>(List.of(first()));
        kms.receipts("limit=1000")
                .reversed()
                .forEach(listed -> leaves.add(receipt(listed).body()));
        long grown = 0;
        for (SignedNote note : checkpoints) {
            assertThat(note.check(key)).isEqualTo(SignatureCheck.VALID);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            assertThat(checkpoint.size()).isGreaterThanOrEqualTo(grown).isLessThanOrEqualTo(leaves.size());
            grown = checkpoint.size();
            AuditResult audit = LogAudit.of(checkpoint)
                    .withReceipts(key)
                    .replay(leaves.subList(0, (int) grown).iterator());
            assertThat(audit).isInstanceOf(AuditResult.Sound.class);
        }
        assertThat(grown).isEqualTo(leaves.size());
    }

    @Test
    void aProofIsGoodForeverAndItsTextIsPlain() {
        JsonNode listed = kms.receipts("limit=1").getFirst();
        Reply early = proof(listed);
        kms.sign(keyId, new byte[1]).expect(200);

        String key = kms.get("/ledger/key").text().strip();
        assertThat(OfflineVerifier.verify(key, receipt(listed).body(), early.body()))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(early.header("Content-Type")).startsWith("text/plain");
        assertThat(early.text()).startsWith("c2sp.org/tlog-proof@v1\nindex ");
        assertThat(kms.get("/ledger/checkpoint").header("Content-Type")).startsWith("text/plain");
        assertThat(kms.get("/ledger/key").header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void theLedgersKeysAreAlsoInFiles() throws IOException {
        assertThat(Files.readString(server.data().resolve("pki").resolve("ledger.vkey")))
                .isEqualTo(kms.get("/ledger/key").text());
        assertThat(Files.readString(server.data().resolve("pki").resolve("ledger.vkeys")))
                .isEqualTo(kms.get("/ledger/keys").text());
    }

    /** The receipt of the service's own, that rows are vouched for, which no tenant is shown. */
    private byte[] first() throws StoreException {
        try (Store store = new Store(SpectatedDatabase.open(server.data()))) {
            return store.receipts().entries(0, 1).getFirst().canonical();
        }
    }

    private SignedNote checkpoint() {
        return SignedNote.parse(kms.get("/ledger/checkpoint").expect(200).body());
    }

    private Reply receipt(JsonNode listed) {
        return kms.get("/receipts/" + listed.path("receipt_id").asText()).expect(200);
    }

    private Reply proof(JsonNode listed) {
        return kms.get("/receipts/" + listed.path("receipt_id").asText() + "/proof")
                .expect(200);
    }
}
