package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Signers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One archive, examined once: from what vouches to what is vouched for. */
final class Examination {

    private static final Set<String> WITH_RECEIPTS = Stream.of(
                    ReceiptSet.OF_RANGE.files(),
                    ReceiptSet.OF_COMPLIANCE.files(),
                    List.of(EvidenceFiles.CHAIN, EvidenceFiles.COMPLIANCE))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

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
    private OptionalLong compliance = OptionalLong.empty();

    Examination(EvidenceVerifier options, Optional<Link> earlier, Findings findings) {
        this.options = options;
        this.earlier = earlier;
        this.findings = findings;
    }

    EvidenceVerdict verdict() {
        return new EvidenceVerdict(
                manifest,
                key,
                checkpoint,
                vouches,
                receipts,
                newer,
                chain,
                compliance,
                findings.kept(),
                findings.further());
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

    private void receipts(EvidencePackage archive, Manifest listing, Signers signers) throws IOException {
        Map<String, Listed> listed = new HashMap<>();
        listing.files().forEach(file -> listed.put(file.path(), file));
        ComplianceHistory history = new ComplianceHistory();
        boolean complied = listed.containsKey(EvidenceFiles.COMPLIANCE);
        if (complied) {
            findings.noting(() -> beforeTheRange(archive, listing.subject(), listed, signers, history));
        }
        ofTheRange(archive, listing.subject(), listed, signers, history);
        if (complied) {
            findings.noting(() -> compliance(archive, listed, history));
        }
    }

    private void beforeTheRange(
            EvidencePackage archive,
            Subject subject,
            Map<String, Listed> listed,
            Signers signers,
            ComplianceHistory history)
            throws IOException {
        Subject before =
                new Subject(subject.tenantId(), Instant.EPOCH, subject.from(), subject.exportedAt(), Integer.MAX_VALUE);
        ReceiptSet set = ReceiptSet.OF_COMPLIANCE;
        examination(set, signers, history).run(archive, files(listed, set), before, null, done -> {});
    }

    private void ofTheRange(
            EvidencePackage archive,
            Subject subject,
            Map<String, Listed> listed,
            Signers signers,
            ComplianceHistory history)
            throws IOException {
        ReceiptSet set = ReceiptSet.OF_RANGE;
        try (ListedInput links = chain(archive, listed)) {
            SetExamination.Examined examined = examination(set, signers, history)
                    .run(
                            archive,
                            files(listed, set),
                            subject,
                            links == null ? null : new SetExamination.Chained(links, earlier),
                            options.progress());
            receipts = examined.receipts();
            newer = examined.newer();
            chain = examined.chain();
            if (links != null) {
                findings.noting(links::finish);
            }
        }
    }

    private SetExamination examination(ReceiptSet set, Signers signers, ComplianceHistory history) {
        return new SetExamination(set, options, checkpoint, signers, history, findings);
    }

    /** Without a checkpoint nothing was read that findings could follow from. */
    private void compliance(EvidencePackage archive, Map<String, Listed> listed, ComplianceHistory history)
            throws IOException {
        try (ListedInput file = archive.open(file(listed, EvidenceFiles.COMPLIANCE))) {
            if (checkpoint.isPresent()) {
                findings.noting(() -> new ComplianceCheck(history).check(file));
                compliance = OptionalLong.of(history.lines().size());
            }
            file.finish();
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

    private static List<Listed> files(Map<String, Listed> listed, ReceiptSet set) throws Flaw {
        List<Listed> files = new ArrayList<>();
        for (String name : set.files()) {
            files.add(file(listed, name));
        }
        return files;
    }

    private static Listed file(Map<String, Listed> listed, String name) throws Flaw {
        Listed file = listed.get(name);
        if (file == null) {
            throw new Flaw(name, Problem.FILE_MISSING, "the manifest does not list the file");
        }
        return file;
    }
}
