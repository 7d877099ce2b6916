package io.keywright.ledger.cosignature;

import io.keywright.ledger.note.VerifierKey;
import java.util.List;

/**
 * The public keys of a log, one verifier key line each.
 *
 * @param signer signs receipts and checkpoints, Ed25519
 * @param cosigners the log's own further keys, which sign the checkpoints that leave it
 */
public record LogKeys(VerifierKey signer, List<CosignerKey> cosigners) {

    public LogKeys {
        cosigners = List.copyOf(cosigners);
        if (!cosigners.stream().allMatch(cosigner -> cosigner.name().equals(signer.name()))) {
            throw new IllegalArgumentException("the keys of one log must all have its name");
        }
    }

    /**
     * Reads what {@link #toString()} makes; the last line's end may be missing.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static LogKeys parse(String text) {
        List<String> lines =
                List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
        return new LogKeys(
                VerifierKey.parse(lines.get(0)),
                lines.stream().skip(1).map(CosignerKey::parse).toList());
    }

    /** The verifier key lines, the signer's first, each with its end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(signer).append('\n');
        cosigners.forEach(cosigner -> text.append(cosigner).append('\n'));
        return text.toString();
    }
}
