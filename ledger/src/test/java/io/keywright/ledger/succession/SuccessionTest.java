package io.keywright.ledger.succession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Reason;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.TestCosigners;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.Receipts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    /** The third key signs from 280 on, the second from 130 on. */
    private static final SucceededLedger LEDGER = new SucceededLedger(300, 130, 280);

    @Test
    void whoeverTrustsAnyOfTheKeysVerifiesEachReceipt() {
        for (int trusted = 0; trusted < 3; trusted++) {
            OfflineVerifier verifier = following(LEDGER.key(trusted), LEDGER.succession());
            for (int index : new int[] {0, 129, 130, 279, 280, 299}) {
                assertThat(verifier.verify(LEDGER.receipts.get(index), LEDGER.proof(index, LEDGER.checkpoint())))
                        .as("receipt %d, by whoever trusts key %d", index, trusted)
                        .isInstanceOf(Verified.class);
            }
        }
    }

    @Test
    void withoutTheSuccessionAnotherKeysReceiptIsRefusedAndAdviceIsGiven() {
        Verdict verdict = new OfflineVerifier(LEDGER.key(0))
                .verify(LEDGER.receipts.get(290), LEDGER.proof(290, LEDGER.checkpoint()));

        assertThat(refuted(verdict).reason()).isEqualTo(Reason.RECEIPT_SIGNATURE_WRONG);
        assertThat(refuted(verdict).detail()).contains("give its succession");
    }

    @Test
    void aProofFromBeforeTheSuccessionStaysOne() {
        SucceededLedger before = new SucceededLedger(100);
        SignedNote old = before.checkpoint();

        assertThat(new OfflineVerifier(before.key(0)).verify(before.receipts.get(7), before.proof(7, old)))
                .isInstanceOf(Verified.class);
    }

    @Test
    void whatTheOldKeySignsAfterItHasHandedOverIsRefused() {
        OfflineVerifier verifier = following(LEDGER.key(0), LEDGER.succession());
        SignedNote byOld = LEDGER.checkpoint(LEDGER.signers.get(0));
        SucceededLedger late = withReceipt(LEDGER.signers.get(0), 140);

        assertThat(reason(verifier.verify(LEDGER.receipts.get(5), LEDGER.proof(5, byOld))))
                .isEqualTo(Reason.CHECKPOINT_SIGNATURE_MISSING);
        assertThat(reason(verifier.verify(late.receipts.get(140), late.proof(140, LEDGER.checkpoint()))))
                .isEqualTo(Reason.RECEIPT_SIGNATURE_WRONG);
    }

    @Test
    void whatTheNewKeySignsBeforeItHasTakenOverIsRefused() {
        SucceededLedger early = withReceipt(LEDGER.signers.get(1), 129);

        Verdict verdict = following(LEDGER.key(1), LEDGER.succession())
                .verify(early.receipts.get(129), early.proof(129, LEDGER.checkpoint()));

        assertThat(reason(verdict)).isEqualTo(Reason.RECEIPT_SIGNATURE_WRONG);
    }

    /** The same ledger, but for one receipt that another key signed. */
    private static SucceededLedger withReceipt(NoteSigner signer, int index) {
        SucceededLedger forged = new SucceededLedger(300);
        forged.receipts.set(index, Receipts.signed(Receipts.requestedBy("module " + index), signer));
        return forged;
    }

    @Test
    void aLaterKeyMaySignACheckpointOfBefore() {
        SucceededLedger short100 = new SucceededLedger(100);
        Signers signers = Signers.of(LEDGER.key(0)).then(130, LEDGER.key(1));
        Checkpoint old = new Checkpoint(SucceededLedger.ORIGIN, 100, short100.tree.root());

        assertThat(signers.check(old.sign(LEDGER.signers.get(1)), 100).name()).isEqualTo("VALID");
        assertThat(signers.check(old.sign(LEDGER.signers.get(0)), 100).name()).isEqualTo("VALID");
        assertThat(signers.check(old.sign(LEDGER.signers.get(0)), 130).name()).isEqualTo("MISSING");
    }

    @Test
    void aStatementThatOnlyTheOldKeySignedCountsForNothing() {
        NoteSigner thief = SucceededLedger.signer();
        SuccessionStatement statement = SucceededLedger.statement(
                130, SuccessionStatement.read(LEDGER.statements.get(0)).root(), LEDGER.key(0), LEDGER.key(1));
        SignedNote byOld = SignedNote.sign(statement.text(), LEDGER.signers.get(0));
        SignedNote byNew = SignedNote.sign(statement.text(), LEDGER.signers.get(1));
        SignedNote byThief = SignedNote.sign(statement.text(), thief).with(byNew.signatures());

        for (SignedNote half : List.of(byOld, byNew, byThief)) {
            assertThatThrownBy(() -> Succession.of(List.of(half)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("did not sign");
        }
    }

    @Test
    void statementsThatAreMissingMisplacedOrRepeatedAreRefused() {
        SignedNote first = LEDGER.statements.get(0);
        SignedNote second = LEDGER.statements.get(1);

        refuses(List.of(second, first), "must follow each other");
        refuses(List.of(first, first), "must follow each other");
        assertThatThrownBy(() -> LEDGER.succession(List.of(second), LEDGER.checkpoint())
                        .verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                .hasMessageContaining("neither from nor to");
        assertThatThrownBy(() -> LEDGER.succession(List.of(first), LEDGER.checkpoint())
                        .verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                .hasMessageContaining("not signed by the newest key");
    }

    @Test
    void aKeyNeverComesBack() {
        Hash root = LEDGER.tree.root();
        SignedNote back = SucceededLedger.statement(290, root, LEDGER.key(2), LEDGER.key(0))
                .sign(LEDGER.signers.get(2), LEDGER.signers.get(0));

        refuses(List.of(LEDGER.statements.get(0), LEDGER.statements.get(1), back), "must not come back");
    }

    private static void refuses(List<SignedNote> notes, String why) {
        assertThatThrownBy(() -> Succession.of(notes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aStatementAboutAnotherPastIsRefused() {
        NoteSigner next = LEDGER.signers.get(1);
        SignedNote forged = SucceededLedger.statement(130, LEDGER.tree.root(), LEDGER.key(0), next.verifierKey())
                .sign(LEDGER.signers.get(0), next);
        SuccessionProof proof = LEDGER.succession(List.of(forged), LEDGER.checkpoint(next));

        assertThatThrownBy(() -> proof.verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                .hasMessageContaining("does not continue");
    }

    @Test
    void aStatementBeyondTheCheckpointIsRefused() {
        SignedNote small = new Checkpoint(SucceededLedger.ORIGIN, 100, new SucceededLedger(100).tree.root())
                .sign(LEDGER.signers.get(1));
        SuccessionProof proof =
                new SuccessionProof(Succession.of(List.of(LEDGER.statements.get(0))), List.of(List.of()), small);

        assertThatThrownBy(() -> proof.verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                .hasMessageContaining("does not continue");
    }

    @Test
    void furtherKeysAndWitnessesMustVouchForTheCheckpointIfTheyAreAskedFor() {
        Cosigner own = TestCosigners.of(SucceededLedger.ORIGIN, CosignatureType.ML_DSA_44);
        Cosigner witness = TestCosigners.of("witness.example/w", CosignatureType.ED25519);
        LogKeys both = new LogKeys(LEDGER.key(0), List.of(own.key()));
        WitnessPolicy policy = new WitnessPolicy(List.of(witness.key()), 1);
        SignedNote plain = LEDGER.checkpoint();
        SignedNote cosigned = plain.with(List.of(own.cosign(plain.text(), SucceededLedger.AT)));
        SignedNote witnessed = cosigned.with(List.of(witness.cosign(plain.text(), SucceededLedger.AT)));

        assertThatThrownBy(() -> LEDGER.succession(LEDGER.statements, plain).verify(both, WitnessPolicy.none()))
                .hasMessageContaining("ML-DSA-44");
        assertThatThrownBy(() -> LEDGER.succession(LEDGER.statements, cosigned).verify(both, policy))
                .hasMessageContaining("witnesses");
        assertThat(LEDGER.succession(LEDGER.statements, witnessed)
                        .verify(both, policy)
                        .newest())
                .isEqualTo(LEDGER.key(2));
    }

    @Test
    void aSuccessionIsReadBackAsItWasWritten() {
        String text = LEDGER.succession().toString();

        assertThat(SuccessionProof.parse(text.getBytes(UTF_8)).toString()).isEqualTo(text);
        String none = new SucceededLedger(3).succession().toString();
        assertThat(SuccessionProof.parse(none.getBytes(UTF_8)).succession().isEmpty())
                .isTrue();
    }

    @Test
    void noFlippedBitOfASuccessionPasses() {
        byte[] bytes = LEDGER.succession().toString().getBytes(UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit += 7) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] flipped = bytes.clone();
            assertThatThrownBy(() -> SuccessionProof.parse(flipped).verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalArgumentException.class);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void noLineOfASuccessionCanBeLeftOut() {
        List<String> lines = LEDGER.succession().toString().lines().toList();
        for (int left = 0; left < lines.size(); left++) {
            List<String> others = new ArrayList<>(lines);
            others.remove(left);
            byte[] bytes = (String.join("\n", others) + "\n").getBytes(UTF_8);
            assertThatThrownBy(() -> SuccessionProof.parse(bytes).verify(keys(LEDGER.key(0)), WitnessPolicy.none()))
                    .as("line %d", left)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStatementIsNoCheckpointAndACheckpointNoStatement() {
        String statement = LEDGER.statements.get(0).text();

        assertThatThrownBy(() -> Checkpoint.parse(statement)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parseExtended(statement)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SuccessionStatement.read(LEDGER.checkpoint()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OfflineVerifier following(VerifierKey trusted, SuccessionProof succession) {
        LogKeys keys = keys(trusted);
        return new OfflineVerifier(keys, succession.verify(keys, WitnessPolicy.none()), WitnessPolicy.none());
    }

    private static LogKeys keys(VerifierKey trusted) {
        return new LogKeys(trusted, List.of());
    }

    private static Refuted refuted(Verdict verdict) {
        return (Refuted) verdict;
    }

    private static Reason reason(Verdict verdict) {
        return refuted(verdict).reason();
    }
}
