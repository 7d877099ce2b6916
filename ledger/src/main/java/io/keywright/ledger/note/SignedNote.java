package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictUtf8;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signatures (C2SP signed-note). May come from anybody: do not act on {@code text} before {@link #check} says
 * {@link SignatureCheck#VALID} for a key that you trust.
 *
 * @param text ends with a newline; no control characters but newlines
 * @param signatures 1 to 100, of known and unknown keys
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** The most characters that {@link #parse} looks at. */
    public static final int MAX_LENGTH = 1 << 20;

    /** The most signatures that a note may have. */
    public static final int MAX_SIGNATURES = 100;

    public SignedNote {
        signatures = List.copyOf(signatures);
        StrictUtf8.encode(text);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("a note's text must end with a newline and hold no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note must have 1 to " + MAX_SIGNATURES + " signatures");
        }
    }

    /**
     * A note with one signature.
     *
     * @throws IllegalArgumentException if {@code text} cannot be that of a note
     */
    public static SignedNote sign(String text, NoteSigner signer) {
        VerifierKey key = signer.verifierKey();
        byte[] signature = signer.sign(StrictUtf8.encode(text));
        return new SignedNote(text, List.of(new NoteSignature(key.name(), key.id(), signature)));
    }

    /**
     * Like {@link #parse(String)}, from UTF-8.
     *
     * @throws IllegalArgumentException also if {@code bytes} are not well-formed UTF-8
     */
    public static SignedNote parse(byte[] bytes) {
        return parse(StrictUtf8.decode(bytes));
    }

    /**
     * Reads a note. Checks its form only, no signature.
     *
     * @throws IllegalArgumentException if anything in it, signatures of unknown keys included, is malformed
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n") + 1;
        if (end == 0 || note.length() > MAX_LENGTH || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a note must be text, an empty line and signature lines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int start = end + 1; start < note.length(); ) {
            int lineEnd = note.indexOf('\n', start);
            signatures.add(NoteSignature.parse(note.substring(start, lineEnd)));
            start = lineEnd + 1;
        }
        return new SignedNote(note.substring(0, end), signatures);
    }

    /**
     * Checks every signature that claims to be of {@code key}; all must be right. Signatures of other keys are ignored.
     */
    public SignatureCheck check(NoteKey key) {
        byte[] signed = StrictUtf8.encode(text);
        SignatureCheck check = SignatureCheck.MISSING;
        for (NoteSignature signature : signatures) {
            if (signature.claims(key)) {
                if (!signature.verifies(signed, key)) {
                    return SignatureCheck.WRONG;
                }
                check = SignatureCheck.VALID;
            }
        }
        return check;
    }

    /** The note with further signatures behind its own, each line once. */
    public SignedNote with(List<NoteSignature> more) {
        Set<NoteSignature> all = new LinkedHashSet<>(signatures);
        all.addAll(more);
        return new SignedNote(text, List.copyOf(all));
    }

    /** The note as it goes over the wire, in UTF-8. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
