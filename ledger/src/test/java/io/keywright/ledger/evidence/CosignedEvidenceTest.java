package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.TestLedger;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.TestCosigners;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key that is asked for must vouch for the checkpoint. */
class CosignedEvidenceTest {

    private static final int LEAVES = 20;
    private static final VerifierKey SIGNER = TestKeys.named(TestLedger.ORIGIN).verifierKey();

    private final Cosigner second = TestCosigners.of(TestLedger.ORIGIN, CosignatureType.ML_DSA_44);
    private final Cosigner witness = TestCosigners.of("witness.example/w", CosignatureType.ED25519);
    private final Cosigner other = TestCosigners.of("other.example/w", CosignatureType.ML_DSA_44);

    @TempDir
    private Path folder;

    private EvidenceVerdict verify(TestEvidence evidence, TrustedKeys trusted) throws IOException {
        Path file = Files.write(folder.resolve("evidence.zip"), evidence.zip());
        return new EvidenceVerifier(trusted, true, 1, done -> {}).verify(file);
    }

    private static TrustedKeys trusted(List<CosignerKey> own, List<CosignerKey> witnesses) {
        return new TrustedKeys(Optional.of(new LogKeys(SIGNER, own)), witnesses);
    }

    private static List<Problem> problems(EvidenceVerdict verdict) {
        return verdict.findings().stream().map(Finding::problem).toList();
    }

    /** Replaces a signature of the checkpoint, and lists the file anew. */
    private static void alter(TestEvidence evidence, Cosigner cosigner) {
        SignedNote note = SignedNote.parse(evidence.file(EvidenceFiles.CHECKPOINT));
        List<NoteSignature> altered = note.signatures().stream()
                .map(signature -> signature.claims(cosigner.key()) ? altered(signature) : signature)
                .toList();
        evidence.files.put(
                EvidenceFiles.CHECKPOINT,
                new SignedNote(note.text(), altered).toString().getBytes(UTF_8));
        evidence.listedAnew();
    }

    private static NoteSignature altered(NoteSignature signature) {
        byte[] bytes = signature.signature();
        bytes[bytes.length - 1] ^= 1;
        return new NoteSignature(signature.keyName(), signature.keyId(), bytes);
    }

    @Test
    void allThatAreAskedForAndCosignedVouchAtTheirTime() throws IOException {
        TestEvidence evidence = TestEvidence.cosigned(LEAVES, second, witness, other);

        EvidenceVerdict verdict = verify(evidence, trusted(List.of(second.key()), List.of(witness.key(), other.key())));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.vouches())
                .containsExactlyElementsOf(List.of(second, witness, other).stream()
                        .map(it -> new Vouch(
                                it.key(), SignatureCheck.VALID, Optional.of(TestEvidence.SUBJECT.exportedAt())))
                        .toList());
    }

    @Test
    void whoIsNotAskedForNeedNotVouch() throws IOException {
        EvidenceVerdict verdict = verify(TestEvidence.cosigned(LEAVES, second, witness), TrustedKeys.of(SIGNER));

        assertThat(verdict.proved()).isTrue();
        assertThat(verdict.vouches()).isEmpty();
    }

    @Test
    void theKeysInTheArchiveAreAskedForIfNoOthersAre() throws IOException {
        EvidenceVerdict verdict =
                verify(TestEvidence.cosigned(LEAVES, second), new TrustedKeys(Optional.empty(), List.of()));

        assertThat(verdict.proved()).isTrue();
        assertThat(verdict.vouches()).extracting(Vouch::key).containsExactly(second.key());
    }

    @Test
    void aWitnessThatDidNotCosignIsMissed() throws IOException {
        EvidenceVerdict verdict =
                verify(TestEvidence.cosigned(LEAVES, witness), trusted(List.of(), List.of(witness.key(), other.key())));

        assertThat(verdict.proved()).isFalse();
        assertThat(problems(verdict)).containsExactly(Problem.COSIGNATURE_MISSING);
        assertThat(verdict.findings().get(0).detail()).contains("other.example/w", "ML-DSA-44");
        assertThat(verdict.vouches()).extracting(Vouch::given).containsExactly(true, false);
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotVouch() throws IOException {
        Cosigner impostor = TestCosigners.of("witness.example/w", CosignatureType.ED25519);

        EvidenceVerdict verdict =
                verify(TestEvidence.cosigned(LEAVES, impostor), trusted(List.of(), List.of(witness.key())));

        assertThat(problems(verdict)).containsExactly(Problem.COSIGNATURE_MISSING);
    }

    @Test
    void aCosignatureThatWasAlteredIsWrong() throws IOException {
        for (Cosigner altered : List.of(second, witness, other)) {
            TestEvidence evidence = TestEvidence.cosigned(LEAVES, second, witness, other);
            alter(evidence, altered);

            EvidenceVerdict verdict =
                    verify(evidence, trusted(List.of(second.key()), List.of(witness.key(), other.key())));

            assertThat(problems(verdict)).contains(Problem.COSIGNATURE_WRONG);
            assertThat(verdict.vouches())
                    .filteredOn(vouch -> !vouch.given())
                    .containsExactly(new Vouch(altered.key(), SignatureCheck.WRONG, Optional.empty()));
        }
    }

    @Test
    void aCosignatureOfAnotherCheckpointDoesNotVouchForThisOne() throws IOException {
        TestEvidence evidence = TestEvidence.cosigned(LEAVES);
        NoteSignature ofAnother = SignedNote.parse(
                        TestEvidence.cosigned(LEAVES + 1, witness).file(EvidenceFiles.CHECKPOINT))
                .signatures()
                .get(1);
        SignedNote note = SignedNote.parse(evidence.file(EvidenceFiles.CHECKPOINT));
        evidence.files.put(
                EvidenceFiles.CHECKPOINT,
                note.with(List.of(ofAnother)).toString().getBytes(UTF_8));

        EvidenceVerdict verdict = verify(evidence.listedAnew(), trusted(List.of(), List.of(witness.key())));

        assertThat(problems(verdict)).contains(Problem.COSIGNATURE_WRONG);
    }

    @Test
    void theLedgersSecondKeyMustAlsoVouchForTheManifest() throws IOException {
        TestEvidence evidence = TestEvidence.cosigned(LEAVES, second);
        TlogProof proof = TlogProof.parse(evidence.file(EvidenceFiles.MANIFEST_PROOF));
        SignedNote stripped = new SignedNote(
                proof.checkpoint().text(),
                proof.checkpoint().signatures().stream()
                        .filter(signature -> !signature.claims(second.key()))
                        .toList());
        evidence.files.put(
                EvidenceFiles.MANIFEST_PROOF,
                new TlogProof(proof.extra(), proof.index(), proof.path(), stripped)
                        .toString()
                        .getBytes(UTF_8));

        assertThat(verify(evidence, TrustedKeys.of(SIGNER)).proved()).isTrue();
        assertThat(verify(evidence, trusted(List.of(second.key()), List.of())).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo(EvidenceFiles.MANIFEST_PROOF);
                    assertThat(finding.problem()).isEqualTo(Problem.MANIFEST_UNPROVED);
                    assertThat(finding.detail()).contains("ML-DSA-44");
                });
    }
}
