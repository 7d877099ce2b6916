package io.keywright.cli.ledger;

import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.verifier.ledger.check.LedgerCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The receipts of a store or archive, by their index. */
final class StoreTail implements Tail {

    private final LedgerCopy ledger;
    private final long end;
    private long next;

    /**
     * @param first the index to begin with
     * @param end the index to stop before, however far a running service writes meanwhile
     */
    StoreTail(LedgerCopy ledger, long first, long end) {
        this.ledger = ledger;
        this.next = first;
        this.end = end;
    }

    static long size(LedgerCopy ledger) throws IOException {
        return Checkpoint.parse(SignedNote.parse(ledger.checkpoint()).text()).size();
    }

    @Override
    public List<SeenReceipt> next() throws IOException {
        long size = size(ledger);
        List<SeenReceipt> seen = new ArrayList<>();
        while (next < Math.min(size, end) && seen.size() < TileAddress.FULL_WIDTH) {
            long bundle = next / TileAddress.FULL_WIDTH * TileAddress.FULL_WIDTH;
            int width = (int) Math.min(TileAddress.FULL_WIDTH, size - bundle);
            List<byte[]> leaves = ledger.leaves(bundle, width);
            if (leaves.size() < width) {
                throw new IOException(
                        "receipts are missing from " + (bundle + leaves.size()) + " on; see ledger verify");
            }
            for (; next < Math.min(bundle + width, end); next++) {
                seen.add(SeenReceipt.of(next, leaves.get((int) (next - bundle))));
            }
        }
        return seen;
    }
}
