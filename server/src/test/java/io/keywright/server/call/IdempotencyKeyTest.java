package io.keywright.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.model.KeywrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be an idempotency key. */
class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\nb", "a\u0000", "\u007f", "\u00e4", "\u20ac"})
    void aKeyIsOfPrintableAscii(String key) {
        assertThatThrownBy(() -> IdempotencyKey.parse(key))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "idempotency_key_unreadable"));
    }

    @Test
    void aKeyIsOfOneTo128Characters() {
        IdempotencyKey.parse("a");
        IdempotencyKey.parse("a b");
        assertThat(IdempotencyKey.parse("x".repeat(128))).asString().doesNotContain("x");
        assertThatThrownBy(() -> IdempotencyKey.parse("x".repeat(129))).isInstanceOf(KeywrightException.class);
    }
}
