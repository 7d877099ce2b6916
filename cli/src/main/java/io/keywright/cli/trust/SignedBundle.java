package io.keywright.cli.trust;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.ledger.note.VerifierKey;
import java.nio.charset.StandardCharsets;

/**
 * A bundle that the ledger's key vouches for.
 *
 * @param bytes as they were signed
 * @param note what was signed, as it came
 */
record SignedBundle(byte[] bytes, String note, TrustBundleNote said) {

    /**
     * What was received, checked.
     *
     * @throws Doubtful unless {@code key} signed the note, and it is of these very bytes, this scope and this form
     */
    static SignedBundle check(byte[] bytes, String note, VerifierKey key, BundleScope scope, BundleForm form)
            throws Doubtful {
        TrustBundleNote said = said(note, key);
        if (!isOf(said, bytes)) {
            throw new Doubtful("The bundle is not the one that was signed: it was altered or is not whole.");
        }
        if (!scope.isOf(said)) {
            throw new Doubtful("The bundle is of %s/%s/%s and not of %s."
                    .formatted(said.tenant(), said.environment(), said.plane(), scope));
        }
        if (!form.name().equals(said.format())) {
            throw new Doubtful("The bundle is in the form %s and not in %s.".formatted(said.format(), form));
        }
        return new SignedBundle(bytes, note, said);
    }

    /**
     * What a note says.
     *
     * @throws Doubtful unless {@code key} signed it
     */
    static TrustBundleNote said(String text, VerifierKey key) throws Doubtful {
        try {
            SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
            if (note.check(key) != SignatureCheck.VALID) {
                throw new Doubtful("The bundle is not signed by the ledger's key " + key.name() + ".");
            }
            TrustBundleNote said = TrustBundleNote.parse(note.text());
            if (!said.origin().equals(key.name())) {
                throw new Doubtful("The bundle is of another service, " + said.origin() + ".");
            }
            return said;
        } catch (IllegalArgumentException e) {
            throw new Doubtful("The bundle's signature cannot be read: " + e.getMessage() + ".");
        }
    }

    static boolean isOf(TrustBundleNote note, byte[] bytes) {
        return note.digest().equals(Hash.of(Sha256.of(bytes)));
    }
}
