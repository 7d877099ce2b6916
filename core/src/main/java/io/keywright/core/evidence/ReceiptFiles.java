package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.evidence.ReceiptProof;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Writes the files that go receipt by receipt. A package takes one file after the other, so the indexes and the changes lie
 * beside it until their turn comes.
 */
final class ReceiptFiles {

    private final ReceiptStore store;
    private final Parts parts;

    ReceiptFiles(ReceiptStore store, Parts parts) {
        this.store = store;
        this.parts = parts;
    }

    /** What is told of each receipt that was written. */
    @FunctionalInterface
    interface Witness {
        void saw(Entry entry, Receipt receipt, Optional<byte[]> change) throws IOException;
    }

    /** Writes the receipts and their indexes. */
    void receipts(ReceiptFeed feed, EvidenceWriter zip, Witness witness) throws IOException, StoreException {
        lines(feed, zip, witness);
        try (OutputStream file = zip.file(EvidenceFiles.INDEX)) {
            Files.copy(parts.path(EvidenceFiles.INDEX), file);
        }
    }

    /** Writes the proof against the tree of {@code size} leaves, and what was changed. */
    void proof(long size, EvidenceWriter zip) throws IOException {
        tree(size, zip);
        try (OutputStream file = zip.file(EvidenceFiles.CHANGES)) {
            Files.copy(parts.path(EvidenceFiles.CHANGES), file);
        }
    }

    private void lines(ReceiptFeed feed, EvidenceWriter zip, Witness witness) throws IOException, StoreException {
        try (OutputStream file = zip.file(EvidenceFiles.RECEIPTS);
                OutputStream index = new BufferedOutputStream(parts.create(EvidenceFiles.INDEX));
                OutputStream changed = new BufferedOutputStream(parts.create(EvidenceFiles.CHANGES));
                OutputStream links = new BufferedOutputStream(parts.create(EvidenceFiles.CHAIN))) {
            ChainFile chain = new ChainFile(links, feed.before());
            feed.forEach(new ReceiptFeed.Sink() {
                @Override
                public void take(Entry entry) throws IOException, StoreException {
                    Receipt receipt = CanonicalReceipt.parse(entry.canonical());
                    line(file, entry.canonical());
                    line(index, Long.toString(entry.index()).getBytes(US_ASCII));
                    chain.take(entry);
                    witness.saw(entry, receipt, changed(entry, receipt, changed));
                }

                @Override
                public void passOver(Entry entry) throws IOException {
                    chain.passOver(entry);
                }
            });
            chain.finish();
        }
    }

    private Optional<byte[]> changed(Entry entry, Receipt receipt, OutputStream file)
            throws IOException, StoreException {
        if (receipt.context().changeDigest() == null) {
            return Optional.empty();
        }
        Optional<byte[]> change = store.change(entry.index());
        line(file, change.orElse(new byte[0]));
        return change;
    }

    /** Writes which part of the tenant's chain the receipts are. */
    void chain(EvidenceWriter zip) throws IOException {
        try (OutputStream file = zip.file(EvidenceFiles.CHAIN)) {
            Files.copy(parts.path(EvidenceFiles.CHAIN), file);
        }
    }

    private void tree(long size, EvidenceWriter zip) throws IOException {
        try (OutputStream file = zip.file(EvidenceFiles.TREE);
                BufferedReader lines = Files.newBufferedReader(parts.path(EvidenceFiles.INDEX), US_ASCII)) {
            ReceiptProof proof = new ReceiptProof(size, new LedgerTiles(store), file);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                proof.add(Long.parseLong(line));
            }
            proof.finish();
        }
    }

    private static void line(OutputStream file, byte[] line) throws IOException {
        file.write(line);
        file.write('\n');
    }
}
