package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keywright.ledger.TestLedger;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.note.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceVerifierTest {

    private static final int LEAVES = 700;
    private static final int END = 150;
    private static final VerifierKey KEY = TestKeys.named(TestLedger.ORIGIN).verifierKey();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, LEAVES})
    void provesAnArchiveOfALedgerOfAnySize(int leaves) throws IOException {
        EvidenceVerdict verdict = verify(TestEvidence.of(leaves).zip(), 1);
        assertEquals(List.of(), verdict.findings());
        assertEquals(leaves - leaves / 3, verdict.receipts());
    }

    @Test
    void theTreeAloneProvesToo() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        assertEquals(List.of(), treeOnly(evidence.zip()).findings());

        List<String> lines = new ArrayList<>(evidence.lines(EvidenceFiles.RECEIPTS));
        lines.set(300, lines.get(300).replace("\"sign\"", "\"seal\""));
        evidence.lines(EvidenceFiles.RECEIPTS, lines);
        assertTrue(has(treeOnly(evidence.listedAnew().zip()), EvidenceFiles.TREE, 0, Problem.NOT_INCLUDED));
    }

    @Test
    void theTreeAloneFindsReceiptsThatDoNotBelongHere() throws IOException {
        TestEvidence other = TestEvidence.of(LEAVES);
        other.replaceInManifest("\"acme\"", "\"acmf\"");
        assertTrue(has(treeOnly(other.zip()), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_OF_ANOTHER_TENANT));

        TestEvidence later = TestEvidence.of(LEAVES);
        later.replaceInManifest("\"from\":\"2026-11-01", "\"from\":\"2026-11-22");
        assertTrue(has(treeOnly(later.zip()), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_OUT_OF_RANGE));

        TestEvidence earlier = TestEvidence.of(LEAVES);
        earlier.replaceInManifest("\"to\":\"2026-12-01", "\"to\":\"2026-11-20");
        assertTrue(has(treeOnly(earlier.zip()), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_OUT_OF_RANGE));
        assertTrue(has(verify(earlier.zip(), 1), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_OUT_OF_RANGE));
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        AtomicLong last = new AtomicLong();
        Path file = Files.write(folder.resolve("e.zip"), TestEvidence.of(LEAVES).zip());
        assertTrue(new EvidenceVerifier(TrustedKeys.of(KEY), true, 3, last::set)
                .verify(file)
                .proved());
        assertEquals(LEAVES - LEAVES / 3, last.get());
    }

    @Test
    void namesTheFileWhoseByteWasChanged() throws IOException {
        for (String name : TestEvidence.of(5).files.keySet()) {
            TestEvidence evidence = TestEvidence.of(5);
            byte[] content = evidence.file(name);
            for (int at = 0; at < content.length; at += Math.max(1, content.length / 40)) {
                content[at] ^= 1;
                EvidenceVerdict verdict = verify(evidence.zip(), 1);
                assertTrue(
                        verdict.findings().stream()
                                .anyMatch(finding -> finding.file().equals(name)),
                        name + " at " + at + ": " + verdict.findings());
                content[at] ^= 1;
            }
        }
    }

    @Test
    void noByteOfTheArchiveCanBeChanged() throws IOException {
        byte[] archive = TestEvidence.of(3).zip();
        for (int at = 0; at < archive.length; at += at < archive.length - END ? 11 : 1) {
            archive[at] ^= (byte) (1 << at % 8);
            assertFalse(verify(archive, 1).proved(), "byte " + at);
            archive[at] ^= (byte) (1 << at % 8);
        }
        assertTrue(verify(archive, 1).proved());
    }

    @Test
    void noEndOfTheArchiveCanBeLost() throws IOException {
        byte[] archive = TestEvidence.of(3).zip();
        for (int length = 0; length < archive.length; length += 97) {
            assertFalse(verify(Arrays.copyOf(archive, length), 1).proved(), "length " + length);
        }
    }

    @Test
    void refusesALedgersKeyThatIsNotTheTrustedOne() throws IOException, GeneralSecurityException {
        TestEvidence other = TestEvidence.of(5, another());
        assertEquals(Problem.KEY_NOT_TRUSTED, first(verify(other.zip(), 1)).problem());
    }

    @Test
    void findsAReceiptThatWasAlteredAndListedAnew() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> lines = new ArrayList<>(evidence.lines(EvidenceFiles.RECEIPTS));
        lines.set(300, lines.get(300).replace("\"sign\"", "\"seal\""));
        evidence.lines(EvidenceFiles.RECEIPTS, lines);
        EvidenceVerdict verdict = verify(evidence.listedAnew().zip(), 2);
        assertTrue(has(verdict, EvidenceFiles.RECEIPTS, 301, Problem.RECEIPT_SIGNATURE_WRONG), verdict + "");
        assertTrue(has(verdict, EvidenceFiles.TREE, 0, Problem.NOT_INCLUDED), verdict + "");
    }

    @Test
    void findsReceiptsThatChangedPlacesAndWereListedAnew() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> lines = new ArrayList<>(evidence.lines(EvidenceFiles.RECEIPTS));
        Collections.swap(lines, 10, 11);
        evidence.lines(EvidenceFiles.RECEIPTS, lines);
        assertTrue(has(verify(evidence.listedAnew().zip(), 1), EvidenceFiles.TREE, 0, Problem.NOT_INCLUDED));
    }

    @Test
    void findsAReceiptThatWasTakenAway() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> lines = new ArrayList<>(evidence.lines(EvidenceFiles.RECEIPTS));
        lines.remove(10);
        evidence.lines(EvidenceFiles.RECEIPTS, lines);
        List<String> indexes = new ArrayList<>(evidence.lines(EvidenceFiles.INDEX));
        indexes.remove(10);
        evidence.lines(EvidenceFiles.INDEX, indexes);
        assertFalse(verify(evidence.listedAnew().zip(), 1).proved());
    }

    @Test
    void findsAnotherTenantsReceiptEvenIfItIsSigned() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        evidence.replaceInManifest("\"acme\"", "\"acmf\"");
        assertTrue(has(verify(evidence.zip(), 1), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_OF_ANOTHER_TENANT));
    }

    @Test
    void findsAChangeThatIsNotTheOneOfItsReceipt() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> changes = new ArrayList<>(evidence.lines(EvidenceFiles.CHANGES));
        changes.set(3, changes.get(3).replace('2', '3'));
        evidence.lines(EvidenceFiles.CHANGES, changes);
        assertTrue(has(verify(evidence.listedAnew().zip(), 1), EvidenceFiles.CHANGES, 4, Problem.CHANGE_WRONG));

        changes.remove(3);
        evidence.lines(EvidenceFiles.CHANGES, changes);
        assertTrue(verify(evidence.listedAnew().zip(), 1).findings().stream()
                .anyMatch(finding -> finding.problem() == Problem.CHANGE_WRONG));
    }

    @Test
    void aManifestIsTheServicesOwnOrNothing() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        evidence.files.put(EvidenceFiles.REPORT, "<h1>All is well</h1>".getBytes(UTF_8));
        EvidenceVerdict verdict = verify(evidence.listedAnew().zip(), 1);
        assertEquals(1, verdict.findings().size());
        assertTrue(has(verdict, EvidenceFiles.MANIFEST, 0, Problem.MANIFEST_UNPROVED));
    }

    @Test
    void indexesMustGrow() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> indexes = new ArrayList<>(evidence.lines(EvidenceFiles.INDEX));
        Collections.swap(indexes, 10, 11);
        evidence.lines(EvidenceFiles.INDEX, indexes);
        assertTrue(has(verify(evidence.listedAnew().zip(), 1), EvidenceFiles.INDEX, 12, Problem.INDEX_WRONG));
    }

    @Test
    void refusesALineThatNeverEnds() throws IOException {
        TestEvidence evidence = TestEvidence.of(3);
        evidence.files.put(EvidenceFiles.RECEIPTS, new byte[100_000]);
        assertTrue(has(verify(evidence.listedAnew().zip(), 1), EvidenceFiles.RECEIPTS, 1, Problem.RECEIPT_MALFORMED));
    }

    @Test
    void refusesReceiptsThatAreNone() throws IOException {
        TestEvidence newlines = TestEvidence.of(3);
        newlines.files.put(EvidenceFiles.RECEIPTS, "\n".repeat(5 << 20).getBytes(UTF_8));
        newlines.listedAnew();
        assertTrue(has(verify(newlines.zip(), 1), EvidenceFiles.RECEIPTS, 0, Problem.RECEIPT_COUNT_WRONG));

        for (int claimed : List.of(5 << 20, 26_000, -1)) {
            newlines.replaceInManifest(receipts(newlines), "\"receipts\":" + claimed);
            long began = System.nanoTime();
            EvidenceVerdict verdict = verify(newlines.zip(), 1);
            assertFalse(verdict.proved());
            assertTrue(verdict.receipts() <= 26_300, verdict.receipts() + " lines were read");
            assertTrue(System.nanoTime() - began < 20_000_000_000L);
        }
    }

    private static String receipts(TestEvidence evidence) {
        return "\"receipts\":"
                + Manifest.parse(evidence.file(EvidenceFiles.MANIFEST))
                        .subject()
                        .receipts();
    }

    @Test
    void refusesWhatWouldUnpackToGigabytesBeforeReadingIt() throws IOException {
        TestEvidence evidence = TestEvidence.of(3);
        evidence.files.put(EvidenceFiles.REPORT, new byte[70 << 20]);
        evidence.listedAnew();
        evidence.replaceInManifest("\"size\":" + (70 << 20), "\"size\":" + (4L << 30));

        Finding finding = first(verify(evidence.zip(), 1));
        assertEquals(Problem.FILE_REFUSED, finding.problem());
        assertEquals(Finding.ARCHIVE, finding.file());
        assertTrue(finding.detail().contains("more than 50 times its size"), finding.detail());
    }

    @Test
    void refusesAFileThatIsMissingUnknownOrThereTwice() throws IOException {
        TestEvidence missing = TestEvidence.of(3);
        missing.files.remove(EvidenceFiles.REPORT);
        assertTrue(has(verify(missing.zip(), 1), EvidenceFiles.REPORT, 0, Problem.FILE_MISSING));

        for (String name : List.of("more.txt", "../../etc/passwd", "/etc/passwd", "receipts.jsonl/", "Manifest.json")) {
            TestEvidence more = TestEvidence.of(3);
            more.files.put(name, new byte[0]);
            assertTrue(has(verify(more.zip(), 1), Finding.ARCHIVE, 0, Problem.FILE_REFUSED), name);
        }
        byte[] twice = twice();
        assertTrue(has(verify(twice, 1), EvidenceFiles.REPORT, 0, Problem.FILE_REFUSED), verify(twice, 1) + "");
    }

    @Test
    void provesArchivesOfVersionsThatHaveMoreFilesOrFewer() throws IOException {
        TestEvidence newer = TestEvidence.of(3);
        newer.list("costs.csv", "100".getBytes(UTF_8));
        assertEquals(Problem.MANIFEST_UNPROVED, only(verify(newer.zip(), 1)));
        assertEquals(
                List.of(), verify(TestEvidence.with(3, "costs.csv").zip(), 1).findings());
        assertEquals(List.of(), verify(TestEvidence.with(3).zip(), 1).findings());
    }

    @Test
    void whatTheManifestListsMustBeThereAndNamed() throws IOException {
        TestEvidence missing = TestEvidence.with(3, "costs.csv");
        missing.files.remove("costs.csv");
        assertTrue(has(verify(missing.zip(), 1), "costs.csv", 0, Problem.FILE_MISSING));

        for (String name : List.of("../costs.csv", "Costs.csv", EvidenceFiles.MANIFEST, EvidenceFiles.REPORT)) {
            TestEvidence odd = TestEvidence.of(3);
            odd.list(name, odd.files.getOrDefault(name, new byte[0]));
            assertFalse(verify(odd.zip(), 1).proved(), name);
        }
    }

    /** A ZIP with the report in it twice, which the JDK does not write: another name of the same length is replaced. */
    private static byte[] twice() throws IOException {
        Map<String, byte[]> files = TestEvidence.of(3).files;
        files.put("report.htmx", "another report".getBytes(UTF_8));
        return new String(TestEvidence.zip(files), ISO_8859_1)
                .replace("report.htmx", "report.html")
                .getBytes(ISO_8859_1);
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        assertEquals(Problem.ARCHIVE_UNREADABLE, first(verify(new byte[0], 1)).problem());
        assertEquals(
                Problem.ARCHIVE_UNREADABLE,
                first(verify("no archive".getBytes(UTF_8), 1)).problem());
    }

    @Test
    void refusesAnArchiveThatAnotherProgramPacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : TestEvidence.of(3).files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        assertEquals(
                Problem.ARCHIVE_ALTERED, first(verify(bytes.toByteArray(), 1)).problem());
    }

    @Test
    void anArchiveFullOfFaultsIsReportedBriefly() throws IOException {
        TestEvidence evidence = TestEvidence.of(LEAVES);
        List<String> lines = evidence.lines(EvidenceFiles.RECEIPTS).stream()
                .map(line -> line.replace("\"sign\"", "\"seal\""))
                .toList();
        evidence.lines(EvidenceFiles.RECEIPTS, lines);
        EvidenceVerdict verdict = verify(evidence.listedAnew().zip(), 2);
        assertEquals(50, verdict.findings().size());
        assertTrue(verdict.further() > 400, verdict.further() + "");
    }

    private EvidenceVerdict treeOnly(byte[] archive) throws IOException {
        Path file = Files.write(folder.resolve("evidence.zip"), archive);
        return new EvidenceVerifier(TrustedKeys.of(KEY), false, 2, done -> {}).verify(file);
    }

    private EvidenceVerdict verify(byte[] archive, int jobs) throws IOException {
        Path file = Files.write(folder.resolve("evidence.zip"), archive);
        return new EvidenceVerifier(TrustedKeys.of(KEY), true, jobs, done -> {}).verify(file);
    }

    private static NoteSigner another() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return NoteSigner.of(VerifierKey.of(TestLedger.ORIGIN, pair.getPublic()), pair.getPrivate());
    }

    private static Problem only(EvidenceVerdict verdict) {
        assertEquals(1, verdict.findings().size(), verdict + "");
        return first(verdict).problem();
    }

    private static Finding first(EvidenceVerdict verdict) {
        return verdict.findings().get(0);
    }

    private static boolean has(EvidenceVerdict verdict, String file, long line, Problem problem) {
        return verdict.findings().stream()
                .anyMatch(finding ->
                        finding.file().equals(file) && finding.line() == line && finding.problem() == problem);
    }
}
