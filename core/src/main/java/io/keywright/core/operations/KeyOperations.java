package io.keywright.core.operations;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.StateTable;
import io.keywright.core.operations.KeyUse.Computation;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.work.Computations;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Signs, verifies, encrypts and decrypts. Payloads are held to a limit. */
public final class KeyOperations {

    private final KeyUse keyUse;
    private final CryptoEngine engine;

    /**
     * @param computations runs what takes too long for an event loop
     * @param blocking runs what may wait for the store
     */
    public KeyOperations(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyRing keys,
            KeyStore store,
            KeyQuota quota,
            CryptoEngine engine,
            Computations computations,
            Executor blocking,
            Clock clock) {
        this.engine = engine;
        this.keyUse = new KeyUse(
                authorizer,
                gate,
                new StateTable(settings.processing()),
                new AlgorithmChoice(settings),
                keys,
                new VersionSearch(store, keys, blocking),
                quota,
                engine,
                computations,
                blocking,
                clock);
    }

    /** The signature over {@code data}, in the form that JOSE gives the algorithm (RFC 7518, RFC 8037). */
    public UseCase<Used<byte[]>> sign(KeyRequest request, byte[] data) {
        return keyUse.use(
                request,
                new Computation<>(
                        KeyUsage.SIGN,
                        data.length,
                        (key, algorithm, deadline) -> engine.sign(key, algorithm, data, deadline),
                        signature -> true));
    }

    /**
     * Whether {@code signature} is one over {@code data}; a malformed one is not. The receipt's success says the same. An
     * alias stands for each version of its line, see {@link VersionSearch}.
     */
    public UseCase<Used<Boolean>> verify(KeyRequest request, byte[] data, byte[] signature) {
        return keyUse.use(
                request,
                new Computation<>(
                        KeyUsage.VERIFY,
                        data.length,
                        (key, algorithm, deadline) -> engine.verify(key, algorithm, data, signature),
                        valid -> valid));
    }

    /**
     * The ciphertext and the IV that was made for it.
     *
     * @param aad additional authenticated data, possibly empty; decryption needs the same
     */
    public UseCase<Used<Encrypted>> encrypt(KeyRequest request, byte[] plaintext, byte[] aad) {
        return keyUse.use(
                request,
                new Computation<>(
                        KeyUsage.ENCRYPT,
                        plaintext.length,
                        (key, algorithm, deadline) -> engine.encrypt(key, algorithm, plaintext, aad),
                        encrypted -> true));
    }

    /**
     * The plaintext; every reason for which there is none looks alike. An alias stands for each version of its line, see
     * {@link VersionSearch}.
     */
    public UseCase<Used<byte[]>> decrypt(KeyRequest request, Encrypted encrypted, byte[] aad) {
        UseCase.NonBlocking<Used<Optional<byte[]>>> decryption = keyUse.use(
                request,
                new Computation<>(
                        KeyUsage.DECRYPT,
                        encrypted.ciphertext().length,
                        (key, algorithm, deadline) ->
                                engine.decrypt(key, algorithm, encrypted.ciphertext(), encrypted.iv(), aad),
                        Optional::isPresent));
        UseCase.NonBlocking<Used<byte[]>> plaintext =
                call -> decryption.start(call).thenApply(outcome -> Outcome.of(decrypted(outcome.value())));
        return plaintext;
    }

    private static Used<byte[]> decrypted(Used<Optional<byte[]>> used) {
        byte[] plaintext = used.value()
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "Send ciphertext, iv and aad as encrypt answered and took them, with the same key.",
                        Map.of("reason", "decryption_failed")));
        return new Used<>(plaintext, used.keyId(), used.algorithm());
    }
}
