package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.SignedNote;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A ledger as it lies somewhere: in a store, or in an archive. For any number of threads. */
public interface LedgerCopy extends AutoCloseable {

    /** Where it lies, for a person. */
    String place();

    /** The newest signed checkpoint, verbatim. */
    String checkpoint() throws IOException;

    /** The verifier key that lies beside it, if there is one. It proves nothing unless it is compared with one from elsewhere. */
    Optional<String> ownKey() throws IOException;

    /** The statements of a succession that lie beside it, oldest first. Whether they lead anywhere is the reader's to find out. */
    List<SignedNote> succession() throws IOException;

    /**
     * The data of {@code count} leaves from {@code first}, a multiple of 256, on; fewer if there are no more.
     *
     * @param count up to 256
     */
    List<byte[]> leaves(long first, int count) throws IOException;

    /** The hashes of a tile, if it is there and as wide. */
    Optional<byte[]> tile(TileAddress address) throws IOException;

    /** How the receipts from {@code first} on are found by anything but their index, if they are. */
    Optional<ReceiptIndex> index(long first) throws IOException;

    /** What lies beside the ledger and is not as its receipts say, once all before {@code size} have been looked up by {@link #index}. */
    List<Finding> beside(long size) throws IOException;

    /** Whether the tile of level 0 that is not full is kept; a store makes it of the receipts. */
    boolean keepsPartialTile();

    /** What it takes on disk, everything included. */
    long sizeBytes() throws IOException;

    @Override
    void close() throws IOException;
}
