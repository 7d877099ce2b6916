package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.server.harness.Kms;
import org.jspecify.annotations.Nullable;

/** Remembers the newest checkpoint that it saw, and holds the ledger to it with a tree of its own. Thread-safe. */
final class Witness {

    private final Kms kms;
    private final VerifierKey key;
    private final Hashing hashing = new Hashing();
    private MerkleTree tree = MerkleTree.empty();
    private @Nullable Checkpoint newest;

    Witness(Kms kms) {
        this.kms = kms;
        this.key = LogKeys.parse(kms.get("/ledger/keys").expect(200).text()).signer();
    }

    VerifierKey key() {
        return key;
    }

    /** Looks at the ledger's head, which must be signed. */
    Checkpoint look() {
        SignedNote note =
                SignedNote.parse(kms.get("/ledger/checkpoint").expect(200).body());
        assertThat(note.check(key)).isEqualTo(SignatureCheck.VALID);
        Checkpoint seen = Checkpoint.parse(note.text());
        remember(seen);
        return seen;
    }

    private synchronized void remember(Checkpoint seen) {
        Checkpoint before = newest;
        if (before == null || before.size() < seen.size()) {
            newest = seen;
        }
    }

    /** Passes if the leaves in the database have the root of the newest checkpoint seen, and grow from there to today's. */
    void follow(DatabaseFile database) {
        Checkpoint before = newest;
        if (before != null) {
            grow(database, before);
        }
        Checkpoint today = look();
        assertThat(today.size()).as("the size of the ledger").isGreaterThanOrEqualTo(tree.size());
        grow(database, today);
    }

    private void grow(DatabaseFile database, Checkpoint to) {
        tree = tree.append(database.leaves(tree.size(), to.size()).stream()
                        .map(hashing::leaf)
                        .toList())
                .tree();
        assertThat(tree.size()).as("how many leaves there are").isEqualTo(to.size());
        assertThat(tree.root()).as("root of the ledger at size %d", to.size()).isEqualTo(to.root());
    }
}
