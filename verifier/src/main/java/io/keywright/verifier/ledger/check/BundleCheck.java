package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks up to 256 consecutive receipts: form, signature, hash, tile, and that each is found. Used once, by one thread. */
final class BundleCheck {

    private final LedgerCopy ledger;
    private final LedgerKeys keys;
    private final TileAddress tile;
    private final long first;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Hash> hashes = new ArrayList<>();

    BundleCheck(LedgerCopy ledger, LedgerKeys keys, TileAddress tile) {
        this.ledger = ledger;
        this.keys = keys;
        this.tile = tile;
        this.first = tile.index() * TileAddress.FULL_WIDTH;
    }

    CheckedBundle run() {
        List<byte[]> leaves = leaves();
        List<Receipt> receipts = new ArrayList<>();
        Hashing hashing = new Hashing();
        for (byte[] leaf : leaves) {
            long index = first + hashes.size();
            hashes.add(hashing.leaf(leaf));
            signedReceipt(index, leaf).ifPresent(receipts::add);
        }
        if (leaves.size() < tile.width()) {
            findings.add(new Finding(
                    Kind.RECEIPT_MISSING,
                    "receipts " + (first + leaves.size()) + " to " + (first + tile.width() - 1),
                    "are not there"));
        } else if (receipts.size() == leaves.size()) {
            find(receipts);
        }
        compareWithTile();
        return new CheckedBundle(hashes, hashes.size() == tile.width(), findings);
    }

    private List<byte[]> leaves() {
        try {
            List<byte[]> leaves = ledger.leaves(first, tile.width());
            if (leaves.size() > tile.width()) {
                String what = "stands in a bundle that must not hold it";
                findings.add(Finding.receipt(Kind.RECEIPT_LEFT_OVER, first + tile.width(), what));
            }
            return leaves.subList(0, Math.min(leaves.size(), tile.width()));
        } catch (IOException e) {
            String all = "receipts " + first + " to " + (first + tile.width() - 1);
            findings.add(new Finding(Kind.RECEIPT_UNREADABLE, all, "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private Optional<Receipt> signedReceipt(long index, byte[] leaf) {
        try {
            Receipt receipt = CanonicalReceipt.parse(leaf);
            if (!CanonicalReceipt.signed(receipt, keys.signers().at(index))) {
                findings.add(
                        Finding.receipt(Kind.RECEIPT_SIGNATURE_WRONG, index, "is not what the ledger's key signed"));
            }
            keys.contradiction(index, receipt).ifPresent(findings::add);
            return Optional.of(receipt);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.receipt(Kind.RECEIPT_MALFORMED, index, "is no receipt: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private void find(List<Receipt> receipts) {
        try {
            Optional<ReceiptIndex> index = ledger.index(first);
            List<Finding> notFound =
                    index.map(each -> each.check(first, receipts)).orElse(List.of());
            // A service may have dropped them from its store meanwhile; then nothing is wrong.
            if (!notFound.isEmpty() && ledger.index(first).isPresent()) {
                findings.addAll(notFound);
            }
        } catch (IOException e) {
            findings.add(Finding.receipt(Kind.INDEX_WRONG, first, "cannot be looked up: " + e.getMessage()));
        }
    }

    /** A tile stands in for leaves that are not there. */
    private void compareWithTile() {
        if (!tile.full() && !ledger.keepsPartialTile()) {
            return;
        }
        Optional<byte[]> kept = TreeCheck.read(ledger, tile, findings);
        kept.ifPresent(stored -> {
            for (int i = 0; i < hashes.size(); i++) {
                if (!hashes.get(i).equals(Hash.read(stored, i * Hash.BYTES))) {
                    findings.add(Finding.receipt(
                            Kind.TILE_WRONG, first + i, "has another hash than " + tile.path() + " says"));
                }
            }
            for (int i = hashes.size(); i < tile.width(); i++) {
                hashes.add(Hash.of(Arrays.copyOfRange(stored, i * Hash.BYTES, (i + 1) * Hash.BYTES)));
            }
        });
    }
}
