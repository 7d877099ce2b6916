package io.keywright.ledger.succession;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.merkle.MemoryTiles;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.Receipts;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A ledger whose key changed at given sizes. */
public final class SucceededLedger {

    public static final String ORIGIN = "ledger.example/test";
    public static final Instant AT = Instant.parse("2026-11-27T05:30:00Z");

    public final List<NoteSigner> signers = new ArrayList<>();
    public final List<byte[]> receipts = new ArrayList<>();
    public final MemoryTiles tiles = new MemoryTiles();
    public final List<SignedNote> statements = new ArrayList<>();
    public final MerkleTree tree;

    /**
     * @param size how many receipts
     * @param takeovers where the second, third… key takes over
     */
    public SucceededLedger(int size, int... takeovers) {
        Hashing hashing = new Hashing();
        List<Hash> leaves = new ArrayList<>();
        signers.add(signer());
        for (int i = 0; i < size; i++) {
            for (int takeover : takeovers) {
                if (i == takeover) {
                    hand(MerkleTree.empty().append(leaves).tree());
                }
            }
            receipts.add(Receipts.signed(Receipts.requestedBy("module " + i), last(signers)));
            leaves.add(hashing.leaf(last(receipts)));
        }
        this.tree = tiles.commit(MerkleTree.empty().append(leaves), leaves);
    }

    private void hand(MerkleTree before) {
        NoteSigner next = signer();
        statements.add(statement(before.size(), before.root(), last(signers).verifierKey(), next.verifierKey())
                .sign(last(signers), next));
        signers.add(next);
    }

    public static SuccessionStatement statement(long size, Hash root, VerifierKey from, VerifierKey to) {
        return new SuccessionStatement(size, root, from, to, AT);
    }

    /** A key of the ledger's name that nobody knows yet. */
    public static NoteSigner signer() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return NoteSigner.of(VerifierKey.of(ORIGIN, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public VerifierKey key(int number) {
        return signers.get(number).verifierKey();
    }

    public SignedNote checkpoint() {
        return checkpoint(last(signers));
    }

    public SignedNote checkpoint(NoteSigner signer) {
        return new Checkpoint(ORIGIN, tree.size(), tree.root()).sign(signer);
    }

    public byte[] proof(int index, SignedNote checkpoint) {
        long size = Checkpoint.parse(checkpoint.text()).size();
        return new TlogProof(InclusionProof.of(index, size, tiles), checkpoint)
                .toString()
                .getBytes(UTF_8);
    }

    public SuccessionProof succession() {
        return succession(statements, checkpoint());
    }

    /** The paths are right wherever the statements are. */
    public SuccessionProof succession(List<SignedNote> notes, SignedNote checkpoint) {
        Succession succession = Succession.of(notes);
        long size = Checkpoint.parse(checkpoint.text()).size();
        List<List<Hash>> paths = succession.statements().stream()
                .map(statement ->
                        ConsistencyProof.of(statement.size(), size, tiles).path())
                .toList();
        return new SuccessionProof(succession, paths, checkpoint);
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
