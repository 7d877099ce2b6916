package io.keywright.verifier.ledger;

import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.SignedNote;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.ledger.check.ReceiptIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger as static files in the layout of C2SP tlog-tiles: an archive's folder, or any copy of a log. */
public final class ArchivedLedger implements LedgerCopy {

    /** Before a statement's number, from 1. */
    private static final String SUCCESSION = "succession/";

    private static final long LARGEST_FILE = 32 << 20;

    private final Path folder;

    private ArchivedLedger(Path folder) {
        this.folder = folder;
    }

    /** The one in {@code folder}. */
    public static ArchivedLedger in(Path folder) {
        return new ArchivedLedger(folder);
    }

    @Override
    public String place() {
        return "the archive " + folder;
    }

    @Override
    public String checkpoint() throws IOException {
        byte[] bytes = read("checkpoint").orElseThrow(() -> new IOException("there is no checkpoint in " + folder));
        return text(bytes);
    }

    @Override
    public Optional<String> ownKey() throws IOException {
        Optional<byte[]> key = read("ledger.vkey");
        return key.isEmpty() ? Optional.empty() : Optional.of(text(key.get()).strip());
    }

    @Override
    public List<SignedNote> succession() throws IOException {
        List<SignedNote> notes = new ArrayList<>();
        Optional<byte[]> next = read(SUCCESSION + 1);
        while (next.isPresent()) {
            try {
                notes.add(SignedNote.parse(next.get()));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
            next = read(SUCCESSION + (notes.size() + 1));
        }
        return notes;
    }

    private static String text(byte[] bytes) throws IOException {
        try {
            return StrictUtf8.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<byte[]> leaves(long first, int count) throws IOException {
        TileAddress tile = new TileAddress(0, first / TileAddress.FULL_WIDTH, count);
        Optional<byte[]> bundle = read(EntryBundle.path(tile));
        if (bundle.isEmpty()) {
            return List.of();
        }
        try {
            return EntryBundle.parse(tile.index(), bundle.get()).leaves();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> tile(TileAddress address) throws IOException {
        return read(address.path()).filter(hashes -> hashes.length == address.width() * Hash.BYTES);
    }

    @Override
    public Optional<ReceiptIndex> index(long first) {
        return Optional.empty();
    }

    private Optional<byte[]> read(String path) throws IOException {
        Path file = folder.resolve(path);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(path + " is too large to be what it should be");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Finding> beside(long size) {
        return List.of();
    }

    @Override
    public boolean keepsPartialTile() {
        return true;
    }

    @Override
    public long sizeBytes() throws IOException {
        return DiskUse.of(folder, name -> true);
    }

    @Override
    public void close() {}
}
