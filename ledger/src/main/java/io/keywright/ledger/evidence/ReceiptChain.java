package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.merkle.Hash;
import java.security.MessageDigest;

/**
 * Commits to a tenant's receipts, from its first one on, in the order of the ledger: SHA-256 of the link before and the hash
 * of the receipt's leaf. Who holds a link can tell whether another one continues it, or is of other receipts. Belongs to one
 * thread.
 */
public final class ReceiptChain {

    private static final String FORM = "keywright-receipt-chain@v1\n";

    private final MessageDigest sha256 = Sha256.digest();
    private Link last;

    private ReceiptChain(Link last) {
        this.last = last;
    }

    /**
     * How far a chain has come.
     *
     * @param number how many receipts it commits to
     * @param hash which ones, and in which order
     */
    public record Link(long number, Hash hash) {

        /**
         * Reads what {@link #toString} makes.
         *
         * @throws IllegalArgumentException if {@code line} is anything else
         */
        static Link parse(String line) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("a number, a space and a hash must stand on each line");
            }
            return new Link(StrictDecimal.parse(line.substring(0, space)), Hash.parse(line.substring(space + 1)));
        }

        /** The number, a space, and the hash in Base64. */
        @Override
        public String toString() {
            return number + " " + hash;
        }
    }

    /** That of a tenant without receipts. */
    public static ReceiptChain of(String tenantId) {
        return new ReceiptChain(new Link(0, Hash.of(Sha256.of((FORM + tenantId).getBytes(UTF_8)))));
    }

    /** The rest of one that has come so far. */
    public static ReceiptChain after(Link link) {
        return new ReceiptChain(link);
    }

    /** Takes in the leaf of the next receipt. */
    public void add(Hash leaf) {
        sha256.update(last.hash().toBytes());
        last = new Link(last.number() + 1, Hash.of(sha256.digest(leaf.toBytes())));
    }

    /** How far it has come. */
    public Link last() {
        return last;
    }
}
