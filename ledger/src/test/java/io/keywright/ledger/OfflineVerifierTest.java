package io.keywright.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.keywright.ledger.Verdict.Reason;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.receipt.Receipts;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OfflineVerifierTest {

    private static final TestLedger LEDGER = new TestLedger(300);
    private static final int INDEX = 271;

    private final String key = LEDGER.keyLine();
    private final byte[] receipt = LEDGER.receipts.get(INDEX);
    private final byte[] proof = LEDGER.proof(INDEX);

    @Test
    void everyReceiptOfTheLedgerIsVerified() {
        for (int index = 0; index < LEDGER.receipts.size(); index += 13) {
            Verdict verdict = OfflineVerifier.verify(key, LEDGER.receipts.get(index), LEDGER.proof(index));

            Verified verified = (Verified) verdict;
            assertThat(verified.index()).isEqualTo(index);
            assertThat(verified.checkpoint()).isEqualTo(LEDGER.checkpoint);
            assertThat(verified.receipt().requestingModule()).isEqualTo("module " + index);
        }
    }

    @Test
    void aReceiptOfANewerVersionIsVerifiedAndItsVerdictSaysWhatIsNew() {
        byte[] newer = Receipts.signed(Receipts.ofANewerVersion(), LEDGER.signer);
        TestLedger ledger = new TestLedger(List.of(newer));

        Verified verified = (Verified) OfflineVerifier.verify(key, newer, ledger.proof(0));

        assertThat(verified.receipt().newer()).containsKeys("operation", "algorithm", "error_code");
    }

    @Test
    void theOnlyReceiptOfALedgerIsVerified() {
        TestLedger one = new TestLedger(1);

        assertThat(OfflineVerifier.verify(key, one.receipts.get(0), one.proof(0)))
                .isInstanceOf(Verified.class);
    }

    @Test
    void aMalformedKeyIsNamed() {
        refutes(OfflineVerifier.verify(key + "x", receipt, proof), Reason.KEY_MALFORMED);
        refutes(OfflineVerifier.verify("", receipt, proof), Reason.KEY_MALFORMED);
    }

    @Test
    void aReceiptThatIsNotCanonicalIsNamed() {
        byte[] spaced = (new String(receipt, UTF_8) + " ").getBytes(UTF_8);

        refutes(OfflineVerifier.verify(key, spaced, proof), Reason.RECEIPT_MALFORMED);
        refutes(OfflineVerifier.verify(key, new byte[0], proof), Reason.RECEIPT_MALFORMED);
    }

    @Test
    void aReceiptThatWasAlteredIsNamed() {
        byte[] altered =
                new String(receipt, UTF_8).replace("module 271", "module 272").getBytes(UTF_8);

        refutes(OfflineVerifier.verify(key, altered, proof), Reason.RECEIPT_SIGNATURE_WRONG);
        refutes(OfflineVerifier.verify(TestKeys.GO_VERIFIER_KEY, receipt, proof), Reason.RECEIPT_SIGNATURE_WRONG);
    }

    @Test
    void aMalformedProofIsNamed() {
        refutes(OfflineVerifier.verify(key, receipt, new byte[0]), Reason.PROOF_MALFORMED);
        refutes(OfflineVerifier.verify(key, receipt, new byte[] {(byte) 0xff}), Reason.PROOF_MALFORMED);
    }

    @Test
    void aCheckpointWithoutASignatureOfTheKeyIsNamed() {
        SignedNote note = SignedNote.sign(LEDGER.checkpoint.text(), TestKeys.go());

        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, note)), Reason.CHECKPOINT_SIGNATURE_MISSING);
    }

    @Test
    void aCheckpointThatWasAlteredIsNamed() {
        SignedNote signed = LEDGER.checkpoint.sign(LEDGER.signer);
        String larger = signed.text().replace("\n300\n", "\n301\n");

        refutes(
                OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, new SignedNote(larger, signed.signatures()))),
                Reason.CHECKPOINT_SIGNATURE_WRONG);
    }

    @Test
    void aSignedNoteThatIsNoCheckpointIsNamed() {
        SignedNote note = SignedNote.sign(LEDGER.checkpoint.text() + "extension\n", LEDGER.signer);

        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, note)), Reason.CHECKPOINT_MALFORMED);
    }

    @Test
    void aReceiptCannotPassForACheckpoint() {
        String unsigned = new String(receipt, UTF_8);
        SignedNote note = SignedNote.sign(unsigned + "\n300\n" + LEDGER.tree.root() + "\n", LEDGER.signer);

        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, note)), Reason.CHECKPOINT_MALFORMED);
    }

    @Test
    void aCheckpointOfAnotherLogIsNamed() {
        Checkpoint other = new Checkpoint("ledger.example/other", 300, LEDGER.tree.root());
        SignedNote note = SignedNote.sign(other.text(), LEDGER.signer);

        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, note)), Reason.CHECKPOINT_OF_ANOTHER_LOG);
    }

    @Test
    void anIndexThatTheCheckpointDoesNotReachIsNamed() {
        String beyond = new String(proof, UTF_8).replace("index 271\n", "index 300\n");

        refutes(OfflineVerifier.verify(key, receipt, beyond.getBytes(UTF_8)), Reason.INDEX_NOT_IN_CHECKPOINT);
    }

    @Test
    void aReceiptThatIsNotInTheLedgerIsNamed() {
        byte[] stranger = Receipts.signed(Receipts.requestedBy("stranger"), LEDGER.signer);
        Hash anotherRoot = new TestLedger(299).tree.root();
        SignedNote another = new Checkpoint(TestLedger.ORIGIN, 300, anotherRoot).sign(LEDGER.signer);
        String otherIndex = new String(proof, UTF_8).replace("index 271\n", "index 270\n");

        refutes(OfflineVerifier.verify(key, stranger, proof), Reason.NOT_INCLUDED);
        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX - 1)), Reason.NOT_INCLUDED);
        refutes(OfflineVerifier.verify(key, receipt, LEDGER.proof(INDEX, another)), Reason.NOT_INCLUDED);
        refutes(OfflineVerifier.verify(key, receipt, otherIndex.getBytes(UTF_8)), Reason.NOT_INCLUDED);
    }

    @Test
    void noFlippedBitOfTheProofPasses() {
        noFlippedBitPasses(proof, flipped -> OfflineVerifier.verify(key, receipt, flipped), 11);
    }

    @Test
    void noFlippedBitOfTheReceiptPasses() {
        noFlippedBitPasses(receipt, flipped -> OfflineVerifier.verify(key, flipped, proof), 11);
    }

    @Test
    void noFlippedBitOfTheKeyPasses() {
        noFlippedBitPasses(
                key.getBytes(UTF_8), flipped -> OfflineVerifier.verify(new String(flipped, UTF_8), receipt, proof), 3);
    }

    @Property(tries = 50)
    void whateverComesInAVerdictComesOut(
            @ForAll byte[] bytes, @ForAll String text, @ForAll @IntRange(max = 300) int at) {
        assertThat(OfflineVerifier.verify(text, receipt, proof)).isInstanceOf(Refuted.class);
        assertThat(OfflineVerifier.verify(key, bytes, proof)).isInstanceOf(Refuted.class);
        assertThat(OfflineVerifier.verify(key, receipt, bytes)).isInstanceOf(Refuted.class);
        String spliced =
                new StringBuilder(new String(proof, UTF_8)).insert(at, text).toString();
        if (!text.isEmpty()) {
            assertThat(OfflineVerifier.verify(key, receipt, spliced.getBytes(UTF_8)))
                    .isInstanceOf(Refuted.class);
        }
    }

    @FunctionalInterface
    private interface Verifying {
        Verdict of(byte[] bytes);
    }

    private static void noFlippedBitPasses(byte[] bytes, Verifying verifying, int step) {
        byte[] flipped = bytes.clone();
        for (int bit = 0; bit < bytes.length * 8; bit += step) {
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifying.of(flipped)).as("bit %d", bit).isInstanceOf(Refuted.class);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static void refutes(Verdict verdict, Reason reason) {
        assertThat(verdict).asInstanceOf(type(Refuted.class)).satisfies(refuted -> {
            assertThat(refuted.reason()).isEqualTo(reason);
            assertThat(refuted.detail()).isNotBlank().doesNotContain("io.keywright");
        });
    }
}
