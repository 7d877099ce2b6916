package io.keywright.core.journal;

import io.keywright.core.change.Change;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.SignedNote;
import java.util.List;
import java.util.Optional;

/** The port through which the journal writes. Only the journal's one writer thread calls it. */
public interface JournalStore {

    /**
     * Runs {@code work} in one transaction. When this returns, all of it is durable; when it throws, none of it happened,
     * but for {@link UnknownOutcomeException}.
     *
     * @throws UnknownOutcomeException if the store may have committed, or not
     * @throws StoreException if the store could not commit, or as {@code work} did
     */
    void transaction(Work work) throws StoreException;

    /** What happens within a transaction. */
    @FunctionalInterface
    interface Work {
        void run(Transaction transaction) throws StoreException;
    }

    /**
     * What stands in the ledger.
     *
     * @param receipt its canonical bytes
     * @param change what its operation changed, if it did
     */
    record Appended(byte[] receipt, Optional<byte[]> change) {}

    /**
     * Where the ledger ends.
     *
     * @param leaves its last ones, as far as they were asked for
     */
    record End(Optional<LedgerHead> head, List<Appended> leaves) {}

    /** One transaction on the store. */
    interface Transaction {

        /** The ledger's head, which nobody else moves until the transaction ends; empty before the first commit. */
        default Optional<LedgerHead> head() throws StoreException {
            return end(Long.MAX_VALUE, 1).head();
        }

        /** The head, and up to {@code limit} leaves of the ledger from {@code from} on, in their order. */
        End end(long from, int limit) throws StoreException;

        /** The same as of now, without waiting for this transaction's turn, and without keeping anybody waiting. */
        End glance(long from, int limit) throws StoreException;

        /**
         * Applies {@code change} if the state that it starts from still holds. The leaf that is appended next tells of it.
         *
         * @return whether it applied; if not, the transaction is as if it had not been tried
         * @throws RejectedChangeException if the store works, and cannot take this change
         */
        boolean apply(Change change) throws StoreException;

        /**
         * Adds the leaf at {@code index} of the ledger, and what its operation changed. May keep it back until it is read, {@link
         * #flush} or the end of the transaction.
         *
         * @throws RejectedChangeException if the store works, and cannot take this leaf
         */
        void append(long index, Leaf leaf) throws StoreException;

        /**
         * Writes the leaves that are kept back.
         *
         * @throws RejectedChangeException if the store works, and cannot take one of them
         */
        void flush() throws StoreException;

        /** Writes or replaces a tile of {@code hashes.length / 32} hashes. */
        void putTile(int level, long index, byte[] hashes) throws StoreException;

        /** Writes the head, also where it is there already: committing it shows whether the store can be written. */
        void putHead(LedgerHead head) throws StoreException;

        /** Adds the statement with which one of the ledger's keys hands over to another, {@code size} receipts on. */
        void putSuccession(long size, SignedNote statement) throws StoreException;

        /** The tiles as they stand. */
        TileSource tiles() throws StoreException;
    }
}
