package io.keywright.core.bundle;

import io.keywright.core.journal.LedgerKeyring;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.model.Scope;
import java.time.InstantSource;

/** Has the ledger's key vouch for what is handed out, so that its receiver needs to trust nobody on the way. Thread-safe. */
public record BundleSigner(LedgerKeyring keys, InstantSource clock) {

    /**
     * The note of {@code bundle} in the form that {@code bytes} are.
     *
     * @param format the form's name
     */
    public SignedNote sign(TrustBundle bundle, String format, byte[] bytes) {
        Scope scope = bundle.scope();
        String text = new TrustBundleNote(
                        keys.origin(),
                        bundle.version(),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        bundle.plane().wireName(),
                        format,
                        Hash.of(Sha256.of(bytes)))
                .text();
        SignedNote note = SignedNote.sign(text, keys.current());
        for (NoteSigner retiring : keys.retiring(clock.instant())) {
            note = note.with(SignedNote.sign(text, retiring).signatures());
        }
        return note;
    }
}
