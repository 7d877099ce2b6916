package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keywright.ledger.TestLedger;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.receipt.Receipts;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive whose list of findings of compliance is not the one that its receipts tell of, though the service vouches for it. */
class ComplianceEvidenceTest {

    private static final int LEAVES = 20;

    @TempDir
    private Path folder;

    /** An archive with that list, and with these receipts from before its range. */
    private static TestEvidence listing(String findings, Integer... earlier) throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        ByteArrayOutputStream receipts = new ByteArrayOutputStream();
        ByteArrayOutputStream indexes = new ByteArrayOutputStream();
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        ReceiptProof proof = new ReceiptProof(LEAVES, evidence.ledger().tiles, tree);
        for (int index : earlier) {
            receipts.write(evidence.ledger().receipts.get(index));
            receipts.write('\n');
            indexes.write((index + "\n").getBytes(UTF_8));
            proof.add(index);
        }
        proof.finish();
        evidence.list(EvidenceFiles.COMPLIANCE, findings.getBytes(UTF_8));
        evidence.list(EvidenceFiles.COMPLIANCE_RECEIPTS, receipts.toByteArray());
        evidence.list(EvidenceFiles.COMPLIANCE_INDEX, indexes.toByteArray());
        evidence.list(EvidenceFiles.COMPLIANCE_TREE, tree.toByteArray());
        return evidence;
    }

    private EvidenceVerdict verify(TestEvidence evidence) throws IOException {
        Path file = Files.write(folder.resolve("evidence.zip"), evidence.zip());
        return new EvidenceVerifier(
                        TrustedKeys.of(TestKeys.named(TestLedger.ORIGIN).verifierKey()), true, 1, done -> {})
                .verify(file);
    }

    private static boolean has(EvidenceVerdict verdict, String file, Problem problem) {
        return verdict.findings().stream().anyMatch(it -> it.file().equals(file) && it.problem() == problem);
    }

    private EvidenceVerdict whole(TestEvidence evidence) throws IOException {
        return verify(evidence.exportedWith(EvidenceFiles.COMPLIANCE_CHANGES, new byte[0]));
    }

    @Test
    void nothingFollowsFromReceiptsThatTellOfNoFinding() throws IOException {
        EvidenceVerdict verdict = whole(listing(""));

        assertEquals(List.of(), verdict.findings());
        assertEquals(OptionalLong.of(0), verdict.compliance());
        assertEquals(OptionalLong.empty(), verify(TestEvidence.of(LEAVES)).compliance());
    }

    @Test
    void aFindingThatNoReceiptTellsOfIsMadeUp() throws IOException {
        EvidenceVerdict verdict = whole(listing("{\"check\":\"root_local\"}\n"));

        assertTrue(has(verdict, EvidenceFiles.COMPLIANCE, Problem.COMPLIANCE_WRONG));
    }

    @Test
    void whatAFindingBeganWithIsFromBeforeTheRangeAndInTheLedger() throws IOException {
        assertTrue(has(whole(listing("", 1)), EvidenceFiles.COMPLIANCE_RECEIPTS, Problem.RECEIPT_OUT_OF_RANGE));
        assertTrue(has(whole(listing("", 2)), EvidenceFiles.COMPLIANCE_RECEIPTS, Problem.RECEIPT_OF_ANOTHER_TENANT));
        TestEvidence moved = listing("", 1);
        moved.files.put(EvidenceFiles.COMPLIANCE_INDEX, "3\n".getBytes(UTF_8));
        assertTrue(has(whole(moved.listedAnew()), EvidenceFiles.COMPLIANCE_TREE, Problem.NOT_INCLUDED));
    }

    @Test
    void aListComesWithItsReceipts() throws IOException {
        TestEvidence alone = TestEvidence.of(LEAVES).exportedWith(EvidenceFiles.COMPLIANCE, new byte[0]);

        assertTrue(has(verify(alone), EvidenceFiles.COMPLIANCE_RECEIPTS, Problem.FILE_MISSING));
    }

    private static byte[] receipt(String operation) {
        Receipt other = Receipts.ofSigning();
        return Receipts.signed(
                new Receipt(
                        other.receiptId(),
                        other.timestamp(),
                        other.scope(),
                        operation,
                        new KmsContext(null, "look", null, null, true, null, "A".repeat(43) + "="),
                        other.requestingModule(),
                        other.signature()),
                TestKeys.named(TestLedger.ORIGIN));
    }

    private static byte[] finding(String id) {
        return CanonicalJson.write(Map.of("finding_id", id, "check", "root_local", "actor", "service"));
    }

    @Test
    void aFindingThatReceiptsTellOfIsMissed() {
        ComplianceHistory history = new ComplianceHistory();
        history.add(receipt("finding_opened"), finding("one"));
        history.add(receipt("finding_opened"), finding("two"));
        history.add(receipt("finding_resolved"), finding("one"));
        String first = line(history, 0);
        String second = line(history, 1);

        assertEquals(1, history.standing());
        assertTrue(first.contains("\"resolved_at\":\"2026-11-21T08:05:09.040Z\""), first);
        assertTrue(second.contains("\"resolved_by\":null"), second);
        assertDoesNotThrow(() -> check(history, first + second));
        for (String wrong : List.of("", first, second, second + first, first + second + second)) {
            assertThrows(Flaw.class, () -> check(history, wrong), wrong);
        }
    }

    @Test
    void aHistoryThatIsTooLongVerifiesNothing() {
        ComplianceHistory history = new ComplianceHistory();
        StringBuilder list = new StringBuilder();
        byte[] opened = receipt("finding_opened");
        for (int i = 0; i <= 100_000; i++) {
            history.add(opened, finding("f" + i));
        }
        history.lines().forEach(line -> list.append(new String(line, UTF_8)).append('\n'));

        assertEquals(100_000, history.standing());
        assertThrows(ComplianceHistory.TooLong.class, history::requireWhole);
        assertThrows(Flaw.class, () -> check(history, list.toString()));
    }

    private static String line(ComplianceHistory history, int number) {
        return new String(history.lines().get(number), UTF_8) + "\n";
    }

    private static void check(ComplianceHistory history, String list) throws IOException {
        new ComplianceCheck(history).check(new ByteArrayInputStream(list.getBytes(UTF_8)));
    }
}
