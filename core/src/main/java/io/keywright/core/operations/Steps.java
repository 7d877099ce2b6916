package io.keywright.core.operations;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.operations.Step.Words;
import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be done with keys, step by step. */
record Steps(CryptoEngine engine) {

    private static final Optional<Supplier<KeywrightException>> AN_ANSWER = Optional.empty();

    Step<byte[]> sign(Message message) {
        return new Step<>(
                KeyUsage.SIGN,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.SIGN, message),
                (key, algorithm, deadline) -> engine.sign(key.usable(), algorithm, message, deadline),
                signature -> true,
                AN_ANSWER,
                new Words<>(Map.of(), used -> by(used, Map.of("signature", base64(used.value())))));
    }

    Step<Boolean> verify(Signed signed) {
        return new Step<>(
                KeyUsage.VERIFY,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.VERIFY, signed.message()),
                (key, algorithm, deadline) ->
                        engine.verify(key.usable(), algorithm, signed.message(), signed.signature()),
                valid -> valid,
                AN_ANSWER,
                new Words<>(
                        Map.of("signature", base64(signed.signature())),
                        used -> by(used, Map.of("valid", used.value()))));
    }

    Step<Encrypted> encrypt(Plaintext plaintext) {
        return new Step<>(
                KeyUsage.ENCRYPT,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.ENCRYPT, plaintext.bytes().length),
                (key, algorithm, deadline) ->
                        engine.encrypt(key.usable(), algorithm, plaintext.bytes(), plaintext.aad()),
                encrypted -> true,
                AN_ANSWER,
                new Words<>(Map.of(), used -> by(used, words(used.value()))));
    }

    Step<Optional<byte[]>> decrypt(Ciphertext ciphertext) {
        Encrypted encrypted = ciphertext.encrypted();
        return new Step<>(
                KeyUsage.DECRYPT,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.DECRYPT, encrypted.ciphertext().length),
                (key, algorithm, deadline) -> opened(key.usable(), algorithm, ciphertext),
                Optional::isPresent,
                Optional.of(Steps::decryptionFailed),
                new Words<>(words(encrypted), used -> by(used, Map.of())));
    }

    /** Decrypts with the step's key, and encrypts with the target's. */
    Step<Optional<Used<Encrypted>>> reEncrypt(ReEncryptable item, Target target) {
        Encrypted old = item.ciphertext().encrypted();
        return new Step<>(
                KeyUsage.DECRYPT,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.DECRYPT, 2 * old.ciphertext().length),
                (key, algorithm, deadline) -> opened(key.usable(), algorithm, item.ciphertext())
                        .map(plaintext -> target.used(sealed(target, plaintext, item.aad()))),
                Optional::isPresent,
                Optional.of(Steps::decryptionFailed),
                new Words<>(
                        Map.of("source_ciphertext", base64(old.ciphertext()), "source_iv", base64(old.iv())),
                        Steps::reEncrypted));
    }

    private Optional<byte[]> opened(UsableKey key, Algorithm algorithm, Ciphertext ciphertext) {
        Encrypted encrypted = ciphertext.encrypted();
        return engine.decrypt(key, algorithm, encrypted.ciphertext(), encrypted.iv(), ciphertext.aad());
    }

    private Encrypted sealed(Target target, byte[] plaintext, byte[] aad) {
        try {
            return engine.encrypt(target.key().get().usable(), target.algorithm(), plaintext, aad);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Whatever the reason for which there is no plaintext. */
    static KeywrightException decryptionFailed() {
        return Decryption.failure("Send ciphertext, iv and aad as encrypt answered and took them, with the same key.");
    }

    private static Map<String, Object> by(Used<?> used, Map<String, Object> made) {
        Map<String, Object> words = new HashMap<>(made);
        words.put("key_id", used.keyId().toString());
        words.put("algorithm", used.algorithm().wireName());
        return words;
    }

    private static Map<String, Object> reEncrypted(Used<Optional<Used<Encrypted>>> used) {
        Used<Encrypted> made = used.value().orElseThrow();
        Map<String, Object> words = by(made, words(made.value()));
        words.put("source_key_id", used.keyId().toString());
        return words;
    }

    private static Map<String, Object> words(Encrypted encrypted) {
        return Map.of("ciphertext", base64(encrypted.ciphertext()), "iv", base64(encrypted.iv()));
    }

    private static String base64(byte[] bytes) {
        return StrictBase64.encode(bytes);
    }
}
