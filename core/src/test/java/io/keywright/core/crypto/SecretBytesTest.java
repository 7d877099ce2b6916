package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

    private static final byte[] SECRET = "do not print this".getBytes(US_ASCII);

    @Test
    void printsNothingButItsSize() {
        assertThat(SecretBytes.copyOf(SECRET)).hasToString("SecretBytes[17 bytes]");
    }

    @Test
    void exposesACopyThatIsZeroedAfterwards() {
        SecretBytes secret = SecretBytes.copyOf(SECRET);
        AtomicReference<byte[]> leaked = new AtomicReference<>();
        String hex = secret.expose(bytes -> {
            leaked.set(bytes);
            return HexFormat.of().formatHex(bytes);
        });
        assertThat(hex).isEqualTo(HexFormat.of().formatHex(SECRET));
        assertThat(leaked.get()).containsOnly(0).hasSize(SECRET.length);
        assertThat(secret.<byte[], RuntimeException>expose(byte[]::clone)).isEqualTo(SECRET);
    }

    @Test
    void zeroesTheExposedCopyWhenItsUseFails() {
        AtomicReference<byte[]> leaked = new AtomicReference<>();
        assertThatThrownBy(() -> SecretBytes.copyOf(SECRET).expose(bytes -> {
                    leaked.set(bytes);
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(leaked.get()).containsOnly(0);
    }

    @Test
    void zeroesTheArrayItOwnsWhenClosed() {
        byte[] array = SECRET.clone();
        SecretBytes secret = SecretBytes.own(array);
        secret.close();
        assertThat(array).containsOnly(0);
        assertThat(secret.destroyed()).isTrue();
        assertThatThrownBy(() -> secret.expose(bytes -> bytes.length)).isInstanceOf(KeyDestroyedException.class);
    }

    @Test
    void doesNotFollowTheArrayItWasCopiedFrom() {
        byte[] array = SECRET.clone();
        SecretBytes secret = SecretBytes.copyOf(array);
        array[0] ^= 1;
        assertThat(secret).isEqualTo(SecretBytes.copyOf(SECRET));
    }

    @Test
    void equalsWhatHoldsTheSameBytes() {
        byte[] other = SECRET.clone();
        other[16] ^= 1;
        assertThat(SecretBytes.copyOf(SECRET))
                .isEqualTo(SecretBytes.copyOf(SECRET))
                .hasSameHashCodeAs(SecretBytes.copyOf(SECRET))
                .isNotEqualTo(SecretBytes.copyOf(other))
                .isNotEqualTo(SecretBytes.copyOf(new byte[0]));
    }

    @Test
    void equalsNothingButItselfOnceDestroyed() {
        SecretBytes one = SecretBytes.copyOf(SECRET);
        SecretBytes other = SecretBytes.copyOf(SECRET);
        one.close();
        other.close();
        assertThat(Set.of(one)).contains(one).doesNotContain(other);
    }
}
