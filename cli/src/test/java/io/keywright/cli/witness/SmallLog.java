package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.witness.AddCheckpoint;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.IntStream;

/** A log of fewer than 256 leaves, with a key of its own. */
final class SmallLog {

    static final String ORIGIN = "log.example/small";

    private final NoteSigner signer;

    SmallLog() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            this.signer = NoteSigner.of(VerifierKey.of(ORIGIN, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    VerifierKey key() {
        return signer.verifierKey();
    }

    SignedNote checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, grown(size).tree().root()).sign(signer);
    }

    /** Asks for a cosignature of the first {@code size} leaves. */
    byte[] request(int oldSize, int size) {
        MerkleTree tree = grown(size).tree();
        List<Hash> path = ConsistencyProof.of(oldSize, size, tree.tiles((level, index, width) -> new byte[0]))
                .path();
        return new AddCheckpoint(oldSize, path, checkpoint(size)).toString().getBytes(UTF_8);
    }

    private static Growth grown(int size) {
        Hashing hashing = new Hashing();
        return MerkleTree.empty()
                .append(IntStream.range(0, size)
                        .mapToObj(i -> hashing.leaf(new byte[] {(byte) i}))
                        .toList());
    }
}
