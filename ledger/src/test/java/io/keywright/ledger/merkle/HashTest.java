package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HashTest {

    @Property(tries = 100)
    void everyFormLeadsBackToTheSameHash(@ForAll @Size(32) byte[] bytes) {
        Hash hash = Hash.of(bytes);

        assertThat(hash.toBytes()).isEqualTo(bytes);
        assertThat(Hash.parse(hash.toString())).isEqualTo(hash).hasSameHashCodeAs(hash);
    }

    @Property(tries = 256)
    void everyBitMatters(@ForAll @Size(32) byte[] bytes, @ForAll @IntRange(max = 255) int bit) {
        Hash hash = Hash.of(bytes);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(Hash.of(bytes)).isNotEqualTo(hash);
    }

    @Test
    void noOtherLengthIsAHash() {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[33]));
    }
}
