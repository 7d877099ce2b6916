package io.keywright.core.operations;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;

/** How decryption ends: with the plaintext, or with one refusal, whatever was wrong. */
final class Decryption {

    private Decryption() {}

    /** What {@code decryption} gives, or the refusal with {@code advice}. */
    static <T> UseCase.NonBlocking<Used<T>> of(UseCase.NonBlocking<Used<Optional<T>>> decryption, String advice) {
        return call -> decryption.start(call).thenApply(outcome -> {
            Used<Optional<T>> used = outcome.value();
            T plaintext = used.value().orElseThrow(() -> failure(advice));
            return Outcome.of(new Used<>(plaintext, used.keyId(), used.algorithm()));
        });
    }

    static KeywrightException failure(String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("reason", "decryption_failed"));
    }
}
