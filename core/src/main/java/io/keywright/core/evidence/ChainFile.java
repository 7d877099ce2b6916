package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.ReceiptChain;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import java.io.IOException;
import java.io.OutputStream;

/** Writes which part of the tenant's chain a package's receipts are, so that nobody can leave one out. Belongs to one thread. */
final class ChainFile {

    private final OutputStream file;
    private final ReceiptChain chain;
    private final Hashing hashing = new Hashing();

    /**
     * Begins with the link before the package's first receipt.
     *
     * @param file is not closed
     */
    ChainFile(OutputStream file, Link before) throws IOException {
        this.file = file;
        this.chain = ReceiptChain.after(before);
        line(before);
    }

    /** A receipt of the package. */
    void take(Entry receipt) {
        chain.add(hashing.leaf(receipt.canonical()));
    }

    /** A receipt of the tenant's that is not in the package: only its hash is. */
    void passOver(Entry receipt) throws IOException {
        Hash leaf = hashing.leaf(receipt.canonical());
        chain.add(leaf);
        line(new Link(receipt.index(), leaf));
    }

    /** Ends with the link after the package's last receipt. */
    void finish() throws IOException {
        line(chain.last());
    }

    private void line(Link link) throws IOException {
        file.write((link + "\n").getBytes(US_ASCII));
    }
}
