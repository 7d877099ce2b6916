package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.receipt.CanonicalReceipt;

/**
 * That a manifest lists no more than an archive of that size can be meant to hold, before any of it is unpacked: a few
 * kilobytes can unpack to gigabytes, and reading them would take whoever verifies hours.
 *
 * @param archiveBytes the size of the archive itself
 */
record SizeCheck(long archiveBytes) {

    /** Receipts pack to a seventh, since each holds a signature that does not pack at all. */
    private static final int MOST_PACKED = 50;

    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int LEAST_RECEIPT_BYTES = 200;
    private static final int MOST_INDEX_BYTES = 20;

    /** @throws Flaw if it lists more */
    void check(Manifest manifest) throws Flaw {
        long all = 0;
        for (Listed file : manifest.files()) {
            if (file.size() < 0 || file.size() > Long.MAX_VALUE - all) {
                throw new Flaw(file.path(), Problem.FILE_REFUSED, "no file has such a size");
            }
            all += file.size();
            checkOne(file, manifest.subject().receipts());
        }
        if (all > ALWAYS_ALLOWED && all / MOST_PACKED > archiveBytes) {
            throw new Flaw(
                    Finding.ARCHIVE,
                    Problem.FILE_REFUSED,
                    "it would unpack to %d bytes, more than %d times its size, which no export does"
                            .formatted(all, MOST_PACKED));
        }
    }

    private static void checkOne(Listed file, long receipts) throws Flaw {
        if (file.path().equals(EvidenceFiles.RECEIPTS)) {
            require(file, receipts, LEAST_RECEIPT_BYTES, CanonicalReceipt.MAX_BYTES + 1);
        } else if (file.path().equals(EvidenceFiles.INDEX)) {
            require(file, receipts, 2, MOST_INDEX_BYTES);
        }
    }

    private static void require(Listed file, long receipts, int least, int most) throws Flaw {
        if (receipts < 0 || file.size() / least < receipts || file.size() / most > receipts) {
            throw new Flaw(
                    file.path(),
                    Problem.RECEIPT_COUNT_WRONG,
                    "a file of %d bytes cannot tell of %d receipts, as the manifest says"
                            .formatted(file.size(), receipts));
        }
    }
}
