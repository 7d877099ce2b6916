package io.keywright.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.merkle.MemoryTiles;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.receipt.Receipts;
import java.util.List;
import java.util.stream.IntStream;

/** A ledger of as many distinct receipts as wanted, signed by a published key. */
public final class TestLedger {

    public static final String ORIGIN = "ledger.example/test";

    private static final NoteSigner SIGNER = TestKeys.named(ORIGIN);

    public final NoteSigner signer = SIGNER;
    public final MemoryTiles tiles = new MemoryTiles();
    public final List<byte[]> receipts;
    public final MerkleTree tree;
    public final Checkpoint checkpoint;

    TestLedger(int size) {
        this(IntStream.range(0, size)
                .mapToObj(i -> Receipts.signed(Receipts.requestedBy("module " + i), SIGNER))
                .toList());
    }

    public TestLedger(List<byte[]> receipts) {
        Hashing hashing = new Hashing();
        List<Hash> leaves = receipts.stream().map(hashing::leaf).toList();
        this.receipts = receipts;
        this.tree = tiles.commit(MerkleTree.empty().append(leaves), leaves);
        this.checkpoint = new Checkpoint(ORIGIN, receipts.size(), tree.root());
    }

    String keyLine() {
        return signer.verifierKey().toString();
    }

    public byte[] proof(int index) {
        return proof(index, checkpoint.sign(signer));
    }

    public byte[] proof(int index, SignedNote note) {
        return new TlogProof(InclusionProof.of(index, tree.size(), tiles), note)
                .toString()
                .getBytes(UTF_8);
    }
}
