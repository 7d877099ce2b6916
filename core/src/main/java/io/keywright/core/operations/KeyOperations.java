package io.keywright.core.operations;

import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.operations.KeyUse.Computation;
import io.keywright.model.KeyUsage;
import java.util.Optional;

/** Signs, verifies, encrypts and decrypts. Payloads are held to a limit. */
public final class KeyOperations {

    private final KeyUse keys;
    private final CryptoEngine engine;

    public KeyOperations(KeyUse keys, CryptoEngine engine) {
        this.keys = keys;
        this.engine = engine;
    }

    /** The signature over {@code data}, in the form that JOSE gives the algorithm (RFC 7518, RFC 8037). */
    public UseCase<Used<byte[]>> sign(KeyRequest request, byte[] data) {
        return keys.use(
                request,
                new Computation<>(
                        KeyUsage.SIGN,
                        data.length,
                        (key, algorithm, deadline) -> engine.sign(key.usable(), algorithm, data, deadline),
                        signature -> true));
    }

    /**
     * Whether {@code signature} is one over {@code data}; a malformed one is not. The receipt's success says the same. An
     * alias stands for each version of its line, see {@link VersionSearch}.
     */
    public UseCase<Used<Boolean>> verify(KeyRequest request, byte[] data, byte[] signature) {
        return keys.use(
                request,
                new Computation<>(
                        KeyUsage.VERIFY,
                        data.length,
                        (key, algorithm, deadline) -> engine.verify(key.usable(), algorithm, data, signature),
                        valid -> valid));
    }

    /**
     * The ciphertext and the IV that was made for it.
     *
     * @param aad additional authenticated data, possibly empty; decryption needs the same
     */
    public UseCase<Used<Encrypted>> encrypt(KeyRequest request, byte[] plaintext, byte[] aad) {
        return keys.use(
                request,
                new Computation<>(
                        KeyUsage.ENCRYPT,
                        plaintext.length,
                        (key, algorithm, deadline) -> engine.encrypt(key.usable(), algorithm, plaintext, aad),
                        encrypted -> true));
    }

    /**
     * The plaintext; every reason for which there is none looks alike. An alias stands for each version of its line, see
     * {@link VersionSearch}.
     */
    public UseCase<Used<byte[]>> decrypt(KeyRequest request, Encrypted encrypted, byte[] aad) {
        UseCase.NonBlocking<Used<Optional<byte[]>>> decryption = keys.use(
                request,
                new Computation<>(
                        KeyUsage.DECRYPT,
                        encrypted.ciphertext().length,
                        (key, algorithm, deadline) ->
                                engine.decrypt(key.usable(), algorithm, encrypted.ciphertext(), encrypted.iv(), aad),
                        Optional::isPresent));
        return Decryption.of(
                decryption, "Send ciphertext, iv and aad as encrypt answered and took them, with the same key.");
    }
}
