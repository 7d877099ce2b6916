package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.merkle.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another language, written from the page about evidence, comes to the same result. */
class IndependentEvidenceTest {

    private static final Path SCRIPT = Path.of("src", "test", "interop", "verify.py");

    @TempDir
    private Path folder;

    private String verify(TestEvidence evidence, int exitCode, String... more)
            throws IOException, InterruptedException {
        Path keys = Files.writeString(folder.resolve("ledger.vkey"), evidence.signer.verifierKey() + "\n");
        Path archive = Files.write(folder.resolve("evidence.zip"), evidence.zip());
        List<String> command =
                new ArrayList<>(List.of("python3", SCRIPT.toString(), "evidence", keys.toString(), archive.toString()));
        command.addAll(List.of(more));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: install python3 and openssl");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 257, 700})
    void itProvesWhatWeExport(int leaves) throws IOException, InterruptedException {
        int receipts = leaves - leaves / 3;

        assertThat(verify(TestEvidence.of(leaves), 0))
                .startsWith("right: %d receipts of acme among the %d in ".formatted(receipts, leaves));
    }

    @Test
    void itRefutesReceiptsThatWereAlteredAlsoIfTheyAreListedAnew() throws IOException, InterruptedException {
        TestEvidence evidence = TestEvidence.of(50);
        List<String> lines = new ArrayList<>(evidence.lines(EvidenceFiles.RECEIPTS));
        lines.set(3, lines.get(3).replace("\"sign\"", "\"seal\""));
        evidence.lines(EvidenceFiles.RECEIPTS, lines);

        assertThat(verify(evidence, 1)).isEqualTo("WRONG: receipts.jsonl was altered\n");
        assertThat(verify(evidence.listedAnew(), 1)).isEqualTo("WRONG: the manifest is not what was exported\n");
    }

    @Test
    void itRefutesWhatIsNoArchive() throws IOException, InterruptedException {
        TestEvidence evidence = TestEvidence.of(5);
        evidence.files.remove(EvidenceFiles.REPORT);

        assertThat(verify(evidence, 1)).isEqualTo("WRONG: the archive has other files than its manifest\n");
    }

    @Test
    void itFollowsTheChainOfReceipts() throws IOException, InterruptedException {
        ReceiptChain chain = ReceiptChain.of(TestEvidence.TENANT);
        Link before = chain.last();
        Hashing hashing = new Hashing();
        TestEvidence evidence = TestEvidence.of(3);
        chain.add(hashing.leaf(evidence.ledger().receipts.get(0)));
        chain.add(hashing.leaf(evidence.ledger().receipts.get(1)));
        Link after = chain.last();
        chain.add(hashing.leaf(evidence.ledger().receipts.get(2)));

        verify(TestEvidence.of(3).exportedWith(EvidenceFiles.CHAIN, (before + "\n" + after + "\n").getBytes(UTF_8)), 0);
        assertThat(verify(
                        TestEvidence.of(3)
                                .exportedWith(
                                        EvidenceFiles.CHAIN, (before + "\n" + chain.last() + "\n").getBytes(UTF_8)),
                        1))
                .contains("the receipts do not lead from the first link of receipts.chain to the last");
    }

    /** The package of the tenant's two receipts, which come after {@code before}. */
    private static TestEvidence after(Link before) throws IOException {
        return TestEvidence.of(3)
                .exportedWith(EvidenceFiles.CHAIN, (before + "\n" + end(before) + "\n").getBytes(UTF_8));
    }

    private static Link end(Link before) {
        ReceiptChain chain = ReceiptChain.after(before);
        TestEvidence.of(3).ledger().receipts.subList(0, 2).forEach(it -> chain.add(new Hashing().leaf(it)));
        return chain.last();
    }

    private String continuing(TestEvidence earlier, Link before, int exitCode)
            throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("earlier.zip"), earlier.zip());
        return verify(after(before), exitCode, "--continues", file.toString());
    }

    @Test
    void itTellsWhetherOnePackageContinuesAnother() throws IOException, InterruptedException {
        Link start = ReceiptChain.of(TestEvidence.TENANT).last();
        Link next = end(start);
        TestEvidence earlier = after(start);

        assertThat(continuing(earlier, next, 0)).startsWith("right: 2 receipts").endsWith(", and none between\n");
        assertThat(continuing(earlier, start, 0)).endsWith(", and none between\n");
        assertThat(continuing(earlier, end(next), 1))
                .contains("the earlier archive ends 2 receipts of the tenant before this one begins");
        assertThat(continuing(after(new Link(1, next.hash())), next, 1))
                .contains("the earlier archive counts other receipts of the tenant");
        assertThat(continuing(after(next), start, 1)).contains("the earlier archive ends later than this one");
        assertThat(continuing(TestEvidence.of(3), start, 1)).contains("the earlier archive is of an older version");
        Path file = Files.write(folder.resolve("later.zip"), after(start).zip());
        assertThat(verify(TestEvidence.of(3), 1, "--continues", file.toString()))
                .contains("the archive is of an older version, and continues none");
    }
}
