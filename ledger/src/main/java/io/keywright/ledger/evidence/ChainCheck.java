package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Lines.MalformedLine;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads from the first link of {@link EvidenceFiles#CHAIN} over all receipts to its last one, and over the link that an earlier
 * archive ends with. Belongs to one thread.
 */
final class ChainCheck {

    /** A number, a space, and a hash in Base64. */
    private static final int MOST_BYTES = 64;

    private final Lines lines;
    private final Optional<Link> earlier;
    private final Link before;
    private final ReceiptChain chain;
    private @Nullable Link next;
    private @Nullable Link behindNext;
    private long line;
    private long elsewhere;

    /**
     * Begins at the first link.
     *
     * @param earlier where an earlier archive ends, if there is one
     * @throws Flaw if there is no first link, or it is too late for {@code earlier}
     */
    ChainCheck(InputStream file, Optional<Link> earlier) throws IOException {
        this.lines = new Lines(file, MOST_BYTES);
        this.earlier = earlier;
        Link first = read();
        if (first == null) {
            throw wrong("there must be a first link and a last one");
        }
        this.before = first;
        this.chain = ReceiptChain.after(first);
        this.next = read();
        this.behindNext = read();
        requireEarlier();
        if (earlier.isPresent() && earlier.get().number() < first.number()) {
            throw wrong("the earlier package ends %d receipts of the tenant before this one begins"
                    .formatted(first.number() - earlier.get().number()));
        }
    }

    /**
     * Takes in the archive's next receipt.
     *
     * @throws Flaw if the earlier archive was of other receipts
     */
    void add(long index, Hash leaf) throws IOException {
        while (next != null && behindNext != null && next.number() < index) {
            take(next.hash());
            elsewhere += isAlsoEarlier() ? 0 : 1;
            next = behindNext;
            behindNext = read();
        }
        take(leaf);
    }

    /**
     * Ends at the last link.
     *
     * @throws Flaw unless the receipts lead there
     */
    ChainedReceipts finish() throws IOException {
        if (next == null || behindNext != null || !next.equals(chain.last())) {
            throw wrong("the receipts do not lead from the first link to the last: one is left out, or too many,"
                    + " or in another order");
        }
        if (earlier.isPresent() && earlier.get().number() > next.number()) {
            throw wrong("the earlier package ends later than this one");
        }
        return new ChainedReceipts(before, next, elsewhere);
    }

    private void take(Hash leaf) throws IOException {
        chain.add(leaf);
        requireEarlier();
    }

    /** Whether the earlier archive has come so far, too. */
    private boolean isAlsoEarlier() {
        return earlier.isPresent() && chain.last().number() <= earlier.get().number();
    }

    private void requireEarlier() throws Flaw {
        Link here = chain.last();
        if (earlier.isPresent()
                && earlier.get().number() == here.number()
                && !earlier.get().equals(here)) {
            throw wrong("the earlier package counts other receipts of the tenant among the first " + here.number());
        }
    }

    private @Nullable Link read() throws IOException {
        line++;
        try {
            byte[] text = lines.next();
            return text == null ? null : Link.parse(new String(text, US_ASCII));
        } catch (MalformedLine | IllegalArgumentException e) {
            throw wrong(e.getMessage() + "");
        }
    }

    private Flaw wrong(String detail) {
        return new Flaw(new Finding(EvidenceFiles.CHAIN, line, Problem.CHAIN_WRONG, detail));
    }
}
