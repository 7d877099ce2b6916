package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.InclusionProof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That a leaf is in a log, self-contained (C2SP tlog-proof, version 1; file extension {@code .tlog-proof}). May come from
 * anybody: {@link io.keywright.ledger.OfflineVerifier} checks it.
 *
 * @param extra opaque data in strict Base64, which nothing authenticates; this log writes none
 * @param index the leaf's number, from 0
 * @param path the inclusion path in the tree of the checkpoint, the leaf's sibling first
 * @param checkpoint the signed checkpoint, verbatim
 */
public record TlogProof(Optional<String> extra, long index, List<Hash> path, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final String END_OF_PATH = "\n\n";

    /** The longest way from a leaf to the root that a tree of 2^63 leaves can have. */
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        path = List.copyOf(path);
        if (extra.isPresent() && StrictBase64.decode(extra.get()).length == 0) {
            throw new IllegalArgumentException("extra data must be left out if there are none");
        }
        if (index < 0 || path.size() > LONGEST_PATH) {
            throw new IllegalArgumentException("no log has such an index or a path of " + path.size() + " hashes");
        }
    }

    /**
     * The proof as text, without extra data.
     *
     * @param checkpoint a signed checkpoint of the proof's size
     */
    public TlogProof(InclusionProof proof, SignedNote checkpoint) {
        this(Optional.empty(), proof.index(), proof.path(), checkpoint);
    }

    /**
     * Like {@link #parse(String)}, from UTF-8.
     *
     * @throws IllegalArgumentException also if {@code bytes} are not well-formed UTF-8
     */
    public static TlogProof parse(byte[] bytes) {
        return parse(StrictUtf8.decode(bytes));
    }

    /**
     * Reads what {@link #toString()} makes. Checks the form only, neither signatures nor hashes.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static TlogProof parse(String text) {
        int end = text.indexOf(END_OF_PATH);
        if (end < 0 || text.length() > SignedNote.MAX_LENGTH) {
            throw new IllegalArgumentException("a proof must be a head, an empty line and a checkpoint");
        }
        Lines lines = new Lines(text.substring(0, end));
        if (!lines.next().equals(HEADER)) {
            throw new IllegalArgumentException("a proof must begin with " + HEADER);
        }
        Optional<String> extra = lines.nextIfAfter(EXTRA);
        long index = StrictDecimal.parse(
                lines.nextIfAfter(INDEX).orElseThrow(() -> new IllegalArgumentException("a proof must have an index")));
        List<Hash> path = lines.rest().stream().map(Hash::parse).toList();
        return new TlogProof(extra, index, path, SignedNote.parse(text.substring(end + END_OF_PATH.length())));
    }

    /** The proof in its textual form, in UTF-8 on the wire. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(data -> text.append(EXTRA).append(data).append('\n'));
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /** The lines before the checkpoint, read one by one. */
    private static final class Lines {

        private final List<String> lines;
        private int next;

        Lines(String text) {
            lines = Arrays.asList(text.split("\n", -1));
        }

        String next() {
            return lines.get(next++);
        }

        Optional<String> nextIfAfter(String prefix) {
            if (next == lines.size() || !lines.get(next).startsWith(prefix)) {
                return Optional.empty();
            }
            return Optional.of(next().substring(prefix.length()));
        }

        List<String> rest() {
            return lines.subList(next, lines.size());
        }
    }
}
