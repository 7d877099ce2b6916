package io.keywright.ledger.evidence;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Checks an evidence package with nothing but the archive and verifier keys: no network, no other library than
 * the JDK. Answers for whatever bytes it is given, in bounded memory.
 *
 * @param trusted whose word counts
 * @param signatures whether each receipt's own signature is checked too; the tree alone proves the receipts as well, because
 *     the checkpoint is signed by the same key
 * @param jobs how many threads check receipts
 * @param progress is told how many receipts are done, on the calling thread
 */
public record EvidenceVerifier(TrustedKeys trusted, boolean signatures, int jobs, LongConsumer progress) {

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Checks everything that can be checked.
     *
     * @throws IOException if the archive cannot be read at all
     */
    public EvidenceVerdict verify(Path file) throws IOException {
        return verify(file, Optional.empty());
    }

    /**
     * The same, and that no receipt of the tenant lies between this archive and an earlier one.
     *
     * @param earlier where the earlier one ends, see {@link EvidenceVerdict#chain}
     */
    public EvidenceVerdict verify(Path file, Optional<Link> earlier) throws IOException {
        Findings findings = new Findings();
        Examination examination = new Examination(this, earlier, findings);
        boolean sealed = isSealed(file);
        findings.noting(() -> {
            try (EvidencePackage archive = EvidencePackage.open(file)) {
                examination.run(archive, Files.size(file));
            }
        });
        if (!sealed && findings.none()) {
            findings.add(new Finding(
                    Finding.ARCHIVE,
                    0,
                    Problem.ARCHIVE_ALTERED,
                    "the files are whole, but bytes of the archive between or after them were changed"));
        }
        return examination.verdict();
    }

    private static boolean isSealed(Path file) throws IOException {
        long covered = Files.size(file) - Seal.BYTES;
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long rest = covered;
            while (rest > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read < 0) {
                    return false;
                }
                digest.update(buffer, 0, read);
                rest -= read;
            }
            return covered > 0 && Arrays.equals(in.readNBytes(Seal.BYTES), Seal.of(digest));
        }
    }
}
