package io.keywright.core.operations;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.operations.Leaf.Member;
import io.keywright.core.operations.Step.Words;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Arrays;
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
                new Words<>(
                        (used, leaf) -> named(used, leaf.text(Member.ALGORITHM, algorithm(used)))
                                .bytes(Member.SIGNATURE, used.value()),
                        Steps::failed));
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
                        (used, leaf) -> named(used, leaf.text(Member.ALGORITHM, algorithm(used)))
                                .bytes(Member.SIGNATURE, signed.signature())
                                .flag(Member.VALID, used.value()),
                        (error, leaf) -> leaf.text(Member.ERROR, error).bytes(Member.SIGNATURE, signed.signature())));
    }

    Step<Encrypted> encrypt(Plaintext plaintext) {
        return new Step<>(
                KeyUsage.ENCRYPT,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.ENCRYPT, plaintext.bytes().length),
                (key, algorithm, deadline) ->
                        engine.encrypt(key.usable(), algorithm, plaintext.bytes(), plaintext.aad()),
                encrypted -> true,
                AN_ANSWER,
                new Words<>(
                        (used, leaf) -> named(used, made(used.value(), leaf.text(Member.ALGORITHM, algorithm(used)))),
                        Steps::failed));
    }

    Step<Optional<byte[]>> decrypt(Ciphertext ciphertext) {
        Encrypted encrypted = ciphertext.encrypted();
        return new Step<>(
                KeyUsage.DECRYPT,
                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.DECRYPT, encrypted.ciphertext().length),
                (key, algorithm, deadline) -> opened(key.usable(), algorithm, ciphertext),
                Optional::isPresent,
                Optional.of(Steps::decryptionFailed),
                new Words<>(
                        (used, leaf) -> named(used, made(encrypted, leaf.text(Member.ALGORITHM, algorithm(used)))),
                        (error, leaf) -> leaf.bytes(Member.CIPHERTEXT, encrypted.ciphertext())
                                .text(Member.ERROR, error)
                                .bytes(Member.IV, encrypted.iv())));
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
                        (used, leaf) -> source(old, reEncrypted(used, leaf)).id(Member.SOURCE_KEY_ID, used.keyId()),
                        (error, leaf) -> source(old, leaf.text(Member.ERROR, error))));
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

    private static Leaf reEncrypted(Used<Optional<Used<Encrypted>>> used, Leaf leaf) {
        Used<Encrypted> made = used.value().orElseThrow();
        return named(made, made(made.value(), leaf.text(Member.ALGORITHM, algorithm(made))));
    }

    private static Leaf made(Encrypted encrypted, Leaf leaf) {
        return leaf.bytes(Member.CIPHERTEXT, encrypted.ciphertext()).bytes(Member.IV, encrypted.iv());
    }

    private static Leaf source(Encrypted encrypted, Leaf leaf) {
        return leaf.bytes(Member.SOURCE_CIPHERTEXT, encrypted.ciphertext()).bytes(Member.SOURCE_IV, encrypted.iv());
    }

    private static Leaf named(Used<?> used, Leaf leaf) {
        return leaf.id(Member.KEY_ID, used.keyId());
    }

    private static void failed(String error, Leaf leaf) {
        leaf.text(Member.ERROR, error);
    }

    private static String algorithm(Used<?> used) {
        return used.algorithm().wireName();
    }
}
