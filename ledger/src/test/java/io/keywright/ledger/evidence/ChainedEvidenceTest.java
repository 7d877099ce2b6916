package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive says which part of the tenant's receipts it has: whoever leaves one out contradicts that, or another archive. */
class ChainedEvidenceTest {

    private static final int LEAVES = 30;
    private static final int OWN = 20;
    private static final int BEFORE = 7;
    private static final int OF_ANOTHER_TIME = 5;
    private static final TestEvidence EVIDENCE = TestEvidence.of(LEAVES);
    private static final Link START = chained(ReceiptChain.of(TestEvidence.TENANT), leaves().subList(0, BEFORE));
    private static final Link END = chained(ReceiptChain.after(START), leaves());

    @TempDir
    private Path folder;

    private static Hash leaf(int index) {
        return new Hashing().leaf(EVIDENCE.ledger().receipts.get(index));
    }

    /** Every third leaf of the ledger is another tenant's. */
    private static List<Hash> leaves() {
        return IntStream.range(0, LEAVES)
                .filter(i -> i % 3 != 2)
                .mapToObj(ChainedEvidenceTest::leaf)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Link chained(ReceiptChain chain, List<Hash> leaves) {
        leaves.forEach(chain::add);
        return chain.last();
    }

    private EvidenceVerdict verdict(Optional<Link> earlier, Object... lines) throws IOException {
        String file = Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining());
        TestEvidence chained = TestEvidence.of(LEAVES).exportedWith(EvidenceFiles.CHAIN, file.getBytes(US_ASCII));
        Path archive = Files.write(folder.resolve("evidence.zip"), chained.zip());
        return new EvidenceVerifier(TrustedKeys.of(chained.signer.verifierKey()), true, 2, done -> {})
                .verify(archive, earlier);
    }

    private static void assertProved(EvidenceVerdict verdict, long elsewhere) {
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.chain()).isPresent();
        assertThat(verdict.chain().get().elsewhere()).isEqualTo(elsewhere);
    }

    private static void assertRefuted(EvidenceVerdict verdict, String detail) {
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.CHAIN_WRONG);
            assertThat(finding.detail()).contains(detail);
        });
        assertThat(verdict.chain()).isEmpty();
    }

    @Test
    void receiptsThatLeadFromTheFirstLinkToTheLastAreProved() throws IOException {
        EvidenceVerdict verdict = verdict(Optional.empty(), START, END);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.chain()).contains(new ChainedReceipts(START, END, 0));
        assertThat(END.number()).isEqualTo(BEFORE + OWN);
    }

    @Test
    void aReceiptThatIsLeftOutOrInAnotherPlaceIsMissed() throws IOException {
        List<Hash> more = leaves();
        more.add(3, leaf(2));
        assertRefuted(verdict(Optional.empty(), START, chained(ReceiptChain.after(START), more)), "one is left out");

        List<Hash> fewer = leaves();
        fewer.remove(3);
        assertRefuted(verdict(Optional.empty(), START, chained(ReceiptChain.after(START), fewer)), "or too many");

        List<Hash> swapped = leaves();
        Collections.swap(swapped, 3, 4);
        assertRefuted(verdict(Optional.empty(), START, chained(ReceiptChain.after(START), swapped)), "another order");
    }

    @Test
    void receiptsOfAnotherTimeStandBetweenByTheirHashAndAreCounted() throws IOException {
        List<Hash> all = leaves();
        all.add(4, leaf(OF_ANOTHER_TIME));
        Link end = chained(ReceiptChain.after(START), all);
        Link other = new Link(OF_ANOTHER_TIME, leaf(OF_ANOTHER_TIME));

        assertProved(verdict(Optional.empty(), START, other, end), 1);
        assertProved(verdict(Optional.of(START), START, other, end), 1);
        Link later = chained(ReceiptChain.after(START), all.subList(0, 6));
        assertProved(verdict(Optional.of(later), START, other, end), 0);
        assertRefuted(
                verdict(Optional.empty(), START, new Link(OF_ANOTHER_TIME + 3, other.hash()), end), "another order");
    }

    @Test
    void anEarlierArchiveIsContinuedFromItsEndOrFromBefore() throws IOException {
        assertProved(verdict(Optional.of(START), START, END), 0);
        assertProved(verdict(Optional.of(END), START, END), 0);
        Link within = chained(ReceiptChain.after(START), leaves().subList(0, 9));
        assertProved(verdict(Optional.of(within), START, END), 0);
    }

    @Test
    void whatLiesBetweenTwoArchivesIsMissed() throws IOException {
        Link early = chained(ReceiptChain.of(TestEvidence.TENANT), leaves().subList(0, BEFORE - 2));
        assertRefuted(verdict(Optional.of(early), START, END), "ends 2 receipts of the tenant before this one begins");
    }

    @Test
    void anEarlierArchiveOfOtherReceiptsIsContradicted() throws IOException {
        for (long number : new long[] {BEFORE, BEFORE + 4, BEFORE + OWN}) {
            assertRefuted(
                    verdict(Optional.of(new Link(number, leaf(0))), START, END),
                    "other receipts of the tenant among the first " + number);
        }
        assertRefuted(verdict(Optional.of(new Link(BEFORE + OWN + 1, leaf(0))), START, END), "ends later");
    }

    @Test
    void anArchiveOfAnOlderVersionContinuesNone() throws IOException {
        Path archive = Files.write(folder.resolve("old.zip"), EVIDENCE.zip());
        EvidenceVerifier verifier =
                new EvidenceVerifier(TrustedKeys.of(EVIDENCE.signer.verifierKey()), true, 1, done -> {});

        assertThat(verifier.verify(archive).proved()).isTrue();
        assertThat(verifier.verify(archive).chain()).isEmpty();
        assertThat(verifier.verify(archive, Optional.of(START)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).isEqualTo(Problem.FILE_MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "x AAAA", "-1 AAAA", "7 ", "7 AAAA"})
    void whatIsNoLinkIsRefused(String line) throws IOException {
        assertThat(verdict(Optional.empty(), line, END).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).isEqualTo(Problem.CHAIN_WRONG));
        assertThat(verdict(Optional.empty(), START, line).proved()).isFalse();
        assertThat(verdict(Optional.empty(), START).proved()).isFalse();
        assertThat(verdict(Optional.empty(), START, END, END).proved()).isFalse();
    }
}
