package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.TestLedger;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.SucceededLedger;
import io.keywright.ledger.succession.Succession;
import io.keywright.ledger.succession.SuccessionProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a ledger that has changed its key. */
class SucceededEvidenceTest {

    private static final int LEAVES = 300;
    private static final int TAKEOVER = 200;

    private final NoteSigner old = SucceededLedger.signer();
    private final NoteSigner next = SucceededLedger.signer();

    @TempDir
    private Path folder;

    @Test
    void isProvedToWhoeverTrustsTheOldKeyOrTheNewOne() throws IOException {
        byte[] archive = archive(TAKEOVER).zip();

        for (VerifierKey trusted : List.of(old.verifierKey(), next.verifierKey())) {
            EvidenceVerdict verdict = verify(archive, TrustedKeys.of(trusted));
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.receipts()).isEqualTo(LEAVES - LEAVES / 3);
        }
    }

    @Test
    void isProvedByASuccessionFromElsewhere() throws IOException {
        TestEvidence without = TestEvidence.succeeded(LEAVES, TAKEOVER, old, next);
        SuccessionProof succession = SuccessionProof.parse(succession(without.ledger(), TAKEOVER));
        LogKeys keys = new LogKeys(old.verifierKey(), List.of());

        assertThat(verify(without.zip(), TrustedKeys.of(old.verifierKey())).proved())
                .isFalse();
        assertThat(verify(without.zip(), new TrustedKeys(Optional.of(keys), Optional.of(succession), List.of()))
                        .findings())
                .isEmpty();
    }

    @Test
    void findsReceiptsThatAKeySignedBeforeItTookOverOrAfterItHandedOver() throws IOException {
        for (int stated : new int[] {TAKEOVER - 3, TAKEOVER + 3}) {
            EvidenceVerdict verdict = verify(archive(stated).zip(), TrustedKeys.of(old.verifierKey()));

            assertThat(verdict.findings()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.problem()).isEqualTo(Problem.RECEIPT_SIGNATURE_WRONG);
                assertThat(finding.line()).isBetween(130L, 137L);
            });
        }
    }

    @Test
    void refusesASuccessionThatDoesNotLeadFromTheTrustedKey() throws IOException {
        EvidenceVerdict verdict = verify(
                archive(TAKEOVER).zip(), TrustedKeys.of(SucceededLedger.signer().verifierKey()));

        assertThat(verdict.findings()).extracting(Finding::problem).containsExactly(Problem.SUCCESSION_UNPROVED);
    }

    private TestEvidence archive(int stated) throws IOException {
        TestEvidence evidence = TestEvidence.succeeded(LEAVES, TAKEOVER, old, next);
        return evidence.exportedWith(EvidenceFiles.SUCCESSION, succession(evidence.ledger(), stated));
    }

    private byte[] succession(TestLedger ledger, int stated) {
        Hashing hashing = new Hashing();
        MerkleTree before = MerkleTree.empty()
                .append(ledger.receipts.subList(0, stated).stream()
                        .map(hashing::leaf)
                        .toList())
                .tree();
        SignedNote statement = SucceededLedger.statement(stated, before.root(), old.verifierKey(), next.verifierKey())
                .sign(old, next);
        return new SuccessionProof(
                        Succession.of(List.of(statement)),
                        List.of(ConsistencyProof.of(stated, LEAVES, ledger.tiles)
                                .path()),
                        ledger.checkpoint.sign(next))
                .toString()
                .getBytes(UTF_8);
    }

    private EvidenceVerdict verify(byte[] archive, TrustedKeys trusted) throws IOException {
        Path file = Files.write(folder.resolve("e.zip"), archive);
        return new EvidenceVerifier(trusted, true, 2, done -> {}).verify(file);
    }
}
