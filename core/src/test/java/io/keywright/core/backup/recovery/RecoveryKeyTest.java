package io.keywright.core.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A key that backups are sealed to, and the shares that open them. */
class RecoveryKeyTest {

    private static final Binding BINDING = Binding.of(Scope.OF_ALL, "one", "backup-key");

    private final CryptoProviders crypto = CryptoProviders.jdk();
    private final RecoverySecret secret = RecoverySecret.generate(crypto.random());
    private final RecoveryKey key = secret.recoveryKey(2, 3);
    private final List<Share> shares = secret.split(2, 3, crypto.random());
    private final SecretBytes sealed = SecretBytes.own(new byte[32]);

    @Test
    void twoOfThreeSharesThatWereTypedInOpenWhatWasSealedToThePublicKey() {
        RecoveryKey.Sealed blob = RecoveryKey.parse(key.toString()).seal(sealed, BINDING, crypto);
        List<Share> typed = List.of(
                Share.parse(" " + shares.get(2).text().toUpperCase(Locale.ROOT) + "\n"),
                Share.parse(shares.get(0).text()));

        try (RecoverySecret joined = RecoverySecret.join(key, typed)) {
            assertThat(joined.open(blob, BINDING, crypto)).isEqualTo(sealed);
            assertThatThrownBy(() -> joined.open(blob, Binding.of(Scope.OF_ALL, "two", "backup-key"), crypto))
                    .isInstanceOf(UnwrapException.class);
            blob.encapsulation()[0] ^= 1;
            assertThatThrownBy(() -> joined.open(blob, BINDING, crypto)).isInstanceOf(UnwrapException.class);
        }
    }

    @Test
    void whoHasTooFewSharesIsToldHowManyMoreAreNeeded() {
        refuses(key, shares.subList(0, 1), "needs 2 of 3 shares", "1 given, 1 more needed");
        refuses(key, List.of(shares.get(1), shares.get(1)), "1 given, 1 more needed");
    }

    @Test
    void sharesOfAnotherKeyAreRefusedByTheirName() {
        RecoveryKey other = RecoverySecret.generate(crypto.random()).recoveryKey(2, 3);
        refuses(other, shares, "is of the recovery key " + key.name(), "needs shares of " + other.name());
    }

    @Test
    void aShareWhoseValueIsNotTheOneThatWasGivenOutIsNoticed() {
        Share forged = new Share(key.name(), 2, 3, 2, SecretBytes.own(new byte[32]));
        refuses(key, List.of(shares.getFirst(), forged), "one of them was altered");
    }

    @Test
    void aWrongDigitOfAShareIsNoticedWhenItIsTyped() {
        String text = shares.getFirst().text();
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) >= 0) {
                String typo = text.substring(0, i) + (text.charAt(i) == '1' ? '2' : '1') + text.substring(i + 1);
                assertThatThrownBy(() -> Share.parse(typo)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void nothingOfAShareIsPrintedByChance() {
        String value = shares.getFirst().text().split("-", -1)[4];
        assertThat(shares.getFirst().toString()).doesNotContain(value.substring(0, 8));
        assertThat(shares.toString()).doesNotContain(value.substring(0, 8));
    }

    @Test
    void linesThatAreNoRecoveryKeyAreRefused() {
        String text = key.toString();
        for (String other : new String[] {
            "", text + " ", text.replace("2/3", "1/3"), text.replace("2/3", "4/3"), text.replace("2/3", "2/17")
        }) {
            assertThatThrownBy(() -> RecoveryKey.parse(other)).as(other).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void refuses(RecoveryKey key, List<Share> shares, String... messages) {
        assertThatThrownBy(() -> RecoverySecret.join(key, shares).close())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(messages);
    }
}
