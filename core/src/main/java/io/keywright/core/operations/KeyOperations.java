package io.keywright.core.operations;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import java.util.Optional;

/** Signs, verifies, encrypts, decrypts and re-encrypts, one thing at a time. */
public final class KeyOperations {

    private final KeyUse keys;
    private final Steps steps;

    public KeyOperations(KeyUse keys, CryptoEngine engine) {
        this.keys = keys;
        this.steps = new Steps(engine);
    }

    /** The same for many things at a time. */
    public KeyBatches batches() {
        return new KeyBatches(keys, steps);
    }

    /** The signature of {@code message}, in the form that JOSE gives the algorithm (RFC 7518, RFC 8037). */
    public UseCase<Used<byte[]>> sign(KeyRequest request, Message message) {
        return keys.one(request, steps.sign(message));
    }

    /**
     * Whether the signature is one of the message; a malformed one is not. The receipt's success says the same. An alias
     * stands for each version of its line, see {@link VersionSearch}.
     */
    public UseCase<Used<Boolean>> verify(KeyRequest request, Signed signed) {
        return keys.one(request, steps.verify(signed));
    }

    /** The ciphertext and the IV that was made for it. */
    public UseCase<Used<Encrypted>> encrypt(KeyRequest request, Plaintext plaintext) {
        return keys.one(request, steps.encrypt(plaintext));
    }

    /**
     * The plaintext; every reason for which there is none looks alike. An alias stands for each version of its line, see
     * {@link VersionSearch}.
     */
    public UseCase<Used<byte[]>> decrypt(KeyRequest request, Ciphertext ciphertext) {
        return present(keys.one(request, steps.decrypt(ciphertext)));
    }

    /**
     * The same plaintext, encrypted with another key; it is shown to nobody, and wiped. Fails as {@link #decrypt} and {@link
     * #encrypt} do.
     *
     * @return the source's key and algorithm, and within the target's
     */
    public UseCase<Used<Used<Encrypted>>> reEncrypt(ReEncryption request, ReEncryptable item) {
        return present(keys.oneTo(request, target -> steps.reEncrypt(item, target)));
    }

    private static <T> UseCase.NonBlocking<Used<T>> present(UseCase.NonBlocking<Used<Optional<T>>> use) {
        return call ->
                use.start(call).thenApply(outcome -> Outcome.of(outcome.value().map(Optional::orElseThrow)));
    }
}
