package io.keywright.ledger.succession;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A succession, and that each of its statements is about the ledger that a checkpoint commits to, which further keys and
 * witnesses can vouch for. As text: of each statement the note and a consistency proof, then the checkpoint's note, with an
 * empty line between any two. May come from anybody; {@link #verify} says what it is worth.
 *
 * @param paths of each statement, the proof that the checkpoint's tree begins with its own
 * @param checkpoint not before the last statement
 */
public record SuccessionProof(Succession succession, List<List<Hash>> paths, SignedNote checkpoint) {

    private static final String BETWEEN = "\n\n";
    private static final String CONSISTENCY = "consistency";

    /** Two for a statement's note, one for its proof. */
    private static final int BLOCKS = 3;

    private static final int BLOCKS_OF_CHECKPOINT = 2;

    public SuccessionProof {
        paths = paths.stream().map(List::copyOf).toList();
        if (paths.size() != succession.statements().size()) {
            throw new IllegalArgumentException("each statement of a succession must have its consistency proof");
        }
    }

    /**
     * Reads what {@link #toString()} makes, and checks the signatures of its statements.
     *
     * @throws IllegalArgumentException if {@code bytes} are anything else, or as {@link Succession#of} does
     */
    public static SuccessionProof parse(byte[] bytes) {
        String text = StrictUtf8.decode(bytes);
        if (text.length() > SignedNote.MAX_LENGTH || !text.endsWith("\n")) {
            throw new IllegalArgumentException("a succession must be text of whole lines, and not longer than 1 MiB");
        }
        List<String> blocks = List.of(text.substring(0, text.length() - 1).split(BETWEEN, -1));
        if (blocks.size() % BLOCKS != BLOCKS_OF_CHECKPOINT) {
            throw new IllegalArgumentException(
                    "a succession must have notes and consistency proofs of its statements, and end with a checkpoint");
        }
        Iterator<String> each = blocks.iterator();
        List<SignedNote> notes = new ArrayList<>();
        List<List<Hash>> paths = new ArrayList<>();
        for (int i = 0; i < blocks.size() / BLOCKS; i++) {
            notes.add(note(each));
            paths.add(path(each.next()));
        }
        return new SuccessionProof(Succession.of(notes), paths, note(each));
    }

    private static SignedNote note(Iterator<String> blocks) {
        return SignedNote.parse(blocks.next() + BETWEEN + blocks.next() + "\n");
    }

    private static List<Hash> path(String block) {
        List<String> lines = List.of(block.split("\n", -1));
        if (!lines.get(0).equals(CONSISTENCY)) {
            throw new IllegalArgumentException("a consistency proof must begin with the line " + CONSISTENCY);
        }
        return lines.stream().skip(1).map(Hash::parse).toList();
    }

    /**
     * Which key signed what, for whoever trusts one of them.
     *
     * @param trusted keys of the ledger, of which the first may be an old or a new one; the others must have cosigned the
     *     checkpoint
     * @param policy which witnesses must have cosigned it, too
     * @throws IllegalArgumentException if it is not proved that these are the ledger's keys, saying why
     */
    public Signers verify(LogKeys trusted, WitnessPolicy policy) {
        Signers signers = succession.signers(trusted.signer());
        Checkpoint head = Checkpoint.parse(checkpoint.text());
        require(head.origin().equals(trusted.signer().name()), "its checkpoint is another ledger's");
        require(
                checkpoint.check(signers.newest()) == SignatureCheck.VALID,
                "its checkpoint is not signed by the newest key");
        for (CosignerKey cosigner : trusted.cosigners()) {
            require(
                    cosigner.cosignedAt(checkpoint).isPresent(),
                    "the ledger's key of type " + cosigner.type().keyAlgorithm() + " did not sign its checkpoint");
        }
        require(
                policy.satisfiedBy(checkpoint),
                "fewer than " + policy.quorum() + " of the witnesses cosigned its checkpoint");
        for (int i = 0; i < paths.size(); i++) {
            require(
                    continues(head, succession.statements().get(i), paths.get(i)),
                    "its checkpoint does not continue the" + " ledger that the key "
                            + succession.statements().get(i).from() + " handed over");
        }
        return signers;
    }

    private static boolean continues(Checkpoint head, SuccessionStatement statement, List<Hash> path) {
        return statement.size() <= head.size()
                && new ConsistencyProof(statement.size(), head.size(), path).verify(statement.root(), head.root());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("the succession is not proved: " + otherwise);
        }
    }

    /** The text, in UTF-8 on the wire. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < paths.size(); i++) {
            text.append(succession.notes().get(i))
                    .append('\n')
                    .append(CONSISTENCY)
                    .append('\n');
            paths.get(i).forEach(hash -> text.append(hash).append('\n'));
            text.append('\n');
        }
        return text.append(checkpoint).toString();
    }
}
