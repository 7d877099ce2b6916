package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Signers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One archive, examined once: from what vouches to what is vouched for. */
final class Examination {

    private static final int MOST_SMALL = 1 << 16;
    private static final List<String> WITH_RECEIPTS = List.of(
            EvidenceFiles.RECEIPTS,
            EvidenceFiles.INDEX,
            EvidenceFiles.TREE,
            EvidenceFiles.CHANGES,
            EvidenceFiles.CHAIN);

    private final EvidenceVerifier options;
    private final Optional<Link> earlier;
    private final Findings findings;
    private Optional<Manifest> manifest = Optional.empty();
    private Optional<VerifierKey> key = Optional.empty();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private List<Vouch> vouches = List.of();
    private long receipts;
    private long newer;
    private Optional<ChainedReceipts> chain = Optional.empty();

    Examination(EvidenceVerifier options, Optional<Link> earlier, Findings findings) {
        this.options = options;
        this.earlier = earlier;
        this.findings = findings;
    }

    EvidenceVerdict verdict() {
        return new EvidenceVerdict(
                manifest, key, checkpoint, vouches, receipts, newer, chain, findings.kept(), findings.further());
    }

    /**
     * Examines all of it.
     *
     * @param archiveBytes the size of the archive itself
     * @throws Flaw if there is no manifest to go by, or no key, or too much to read
     */
    void run(EvidencePackage archive, long archiveBytes) throws IOException {
        byte[] bytes = archive.read(EvidenceFiles.MANIFEST, Manifest.MAX_BYTES);
        Manifest listing = Manifest.whole(bytes);
        manifest = Optional.of(listing);
        new SizeCheck(archiveBytes).check(listing);
        findings.noting(() -> archive.requireNothingBut(listing));
        files(archive, listing);
        LedgerTrust trusted = new LedgerTrustReader(options.trusted(), findings).read(archive, listing);
        key = Optional.of(trusted.keys().signer());
        findings.noting(
                () -> new ManifestProof(trusted.keys(), trusted.signers(), listing.subject()).check(archive, bytes));
        findings.noting(() -> checkpoint(archive, trusted));
        findings.noting(() -> receipts(archive, listing, trusted.signers()));
    }

    /** All but those that are read together with the receipts. */
    private void files(EvidencePackage archive, Manifest listing) throws IOException {
        for (Listed listed : listing.files()) {
            if (!WITH_RECEIPTS.contains(listed.path())) {
                findings.noting(() -> {
                    try (ListedInput in = archive.open(listed)) {
                        in.finish();
                    }
                });
            }
        }
    }

    private void checkpoint(EvidencePackage archive, LedgerTrust trusted) throws IOException {
        CheckpointCheck.Signed signed = new CheckpointCheck(
                        trusted.keys(), trusted.signers(), options.trusted().witnesses())
                .read(archive);
        checkpoint = Optional.of(signed.checkpoint());
        vouches = signed.vouches();
        findings.addAll(CheckpointCheck.missing(vouches));
    }

    /** Without a checkpoint the files are still compared with the manifest, and the receipts with the key. */
    private void receipts(EvidencePackage archive, Manifest listing, Signers signers) throws IOException {
        Map<String, Listed> listed = new HashMap<>();
        listing.files().forEach(file -> listed.put(file.path(), file));
        try (ListedInput receipts = archive.open(file(listed, EvidenceFiles.RECEIPTS));
                ListedInput indexes = archive.open(file(listed, EvidenceFiles.INDEX));
                ListedInput subtrees = archive.open(file(listed, EvidenceFiles.TREE));
                ListedInput changes = archive.open(file(listed, EvidenceFiles.CHANGES));
                ListedInput links = chain(archive, listed)) {
            findings.noting(() -> examine(listing, signers, receipts, indexes, subtrees, changes, links));
            findings.noting(receipts::finish);
            findings.noting(indexes::finish);
            findings.noting(subtrees::finish);
            findings.noting(changes::finish);
            if (links != null) {
                findings.noting(links::finish);
            }
        }
    }

    /** Archives of older versions have none. */
    private @Nullable ListedInput chain(EvidencePackage archive, Map<String, Listed> listed) throws IOException {
        Listed file = listed.get(EvidenceFiles.CHAIN);
        if (file == null && earlier.isPresent()) {
            throw new Flaw(EvidenceFiles.CHAIN, Problem.FILE_MISSING, "an older version made the package, without it");
        }
        return file == null ? null : archive.open(file);
    }

    private static Listed file(Map<String, Listed> listed, String name) throws Flaw {
        Listed file = listed.get(name);
        if (file == null) {
            throw new Flaw(name, Problem.FILE_MISSING, "the manifest does not list the file");
        }
        return file;
    }

    private void examine(
            Manifest listing,
            Signers signers,
            ListedInput receiptLines,
            ListedInput indexes,
            ListedInput subtrees,
            ListedInput changeLines,
            @Nullable ListedInput links)
            throws IOException {
        if (checkpoint.isEmpty()) {
            return;
        }
        InclusionCheck inclusion =
                new InclusionCheck(checkpoint.get(), indexes, new BufferedInputStream(subtrees, MOST_SMALL));
        ReceiptCheck check =
                new ReceiptCheck(listing.subject(), options.signatures() ? Optional.of(signers) : Optional.empty());
        ChangesCheck changes = new ChangesCheck(changeLines, findings);
        ChainCheck chained = links == null ? null : new ChainCheck(links, earlier);
        ReceiptsExamination examination =
                new ReceiptsExamination(findings, check, inclusion, signers, changes, chained, options.progress());
        receipts = examination.run(receiptLines, listing.subject().receipts(), options.jobs());
        newer = examination.newer();
        chain = examination.chain();
        if (receipts != listing.subject().receipts()) {
            throw new Flaw(
                    EvidenceFiles.RECEIPTS,
                    Problem.RECEIPT_COUNT_WRONG,
                    "there are not as many receipts as the manifest says");
        }
    }
}
