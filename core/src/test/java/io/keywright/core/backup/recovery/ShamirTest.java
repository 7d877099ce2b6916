package io.keywright.core.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in shares. */
class ShamirTest {

    private final SecureRandom random = new SecureRandom();
    private final byte[] secret = new byte[32];

    /** FIPS 197, sections 4.2 and 4.2.1, and the inverse that its S-box example has. */
    @ParameterizedTest
    @CsvSource({"0x57, 0x83, 0xc1", "0x57, 0x13, 0xfe", "0x57, 0x02, 0xae", "0x53, 0xca, 0x01", "0, 0xff, 0"})
    void multiplicationIsThatOfAes(String a, String b, String product) {
        assertThat(Shamir.times(Integer.decode(a), Integer.decode(b))).isEqualTo(Integer.decode(product));
        assertThat(Shamir.times(Integer.decode(b), Integer.decode(a))).isEqualTo(Integer.decode(product));
    }

    @Test
    void everyElementHasItsInverse() {
        for (int element = 1; element < 256; element++) {
            assertThat(Shamir.times(element, Shamir.inverse(element))).isEqualTo(1);
        }
    }

    @Test
    void anyThreeOfFiveMakeTheSecretAndTwoMakeAnother() {
        random.nextBytes(secret);
        SortedMap<Integer, byte[]> shares = Shamir.split(secret, 3, 5, random);
        for (int subset = 1; subset < 1 << 5; subset++) {
            Map<Integer, byte[]> some = some(shares, subset);
            assertThat(Arrays.equals(Shamir.join(some), secret)).isEqualTo(some.size() >= 3);
        }
    }

    private static Map<Integer, byte[]> some(SortedMap<Integer, byte[]> shares, int subset) {
        Map<Integer, byte[]> some = new TreeMap<>();
        shares.forEach((place, share) -> {
            if ((subset >> (place - 1) & 1) == 1) {
                some.put(place, share);
            }
        });
        return some;
    }

    /** With one share fewer than needed, each value of a byte of the secret is left for some value of the missing share. */
    @Test
    void tooFewSharesRuleNoSecretOut() {
        SortedMap<Integer, byte[]> shares = Shamir.split(new byte[] {42}, 2, 2, random);
        boolean[] possible = new boolean[256];
        for (int value = 0; value < 256; value++) {
            possible[Shamir.join(Map.of(1, shares.get(1), 2, new byte[] {(byte) value}))[0] & 0xff] = true;
        }
        assertThat(possible).containsOnly(true);
    }

    @Test
    void oneShareThatOpensAloneIsNoShare() {
        assertThatThrownBy(() -> Shamir.split(secret, 1, 3, random)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shamir.split(secret, 4, 3, random)).isInstanceOf(IllegalArgumentException.class);
    }
}
