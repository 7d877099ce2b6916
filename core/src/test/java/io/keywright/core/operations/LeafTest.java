package io.keywright.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.keywright.core.operations.Leaf.Member;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeafTest {

    private static final UUID KEY = UUID.fromString("0197a000-0000-7000-8000-00000000000f");

    private final Hashing hashing = new Hashing();
    private final Leaf leaf = new Leaf();

    private static Hash canonical(Map<String, ?> outcome) {
        return new Hashing().leaf(CanonicalJson.write(outcome));
    }

    @Test
    void itIsWhatAnAuditorHashes() {
        Hash encrypted = leaf.text(Member.ALGORITHM, "AES-256-GCM")
                .bytes(Member.CIPHERTEXT, new byte[2000])
                .bytes(Member.IV, new byte[] {-1, 62, 63, 4})
                .id(Member.KEY_ID, KEY)
                .hash(hashing);

        assertThat(encrypted)
                .isEqualTo(canonical(Map.of(
                        "algorithm",
                        "AES-256-GCM",
                        "ciphertext",
                        "A".repeat(2666) + "A=",
                        "iv",
                        "/z4/BA==",
                        "key_id",
                        KEY.toString())));
    }

    @Test
    void eachItemBeginsAnew() {
        leaf.bytes(Member.SIGNATURE, new byte[100]).hash(hashing);

        assertThat(leaf.bytes(Member.SIGNATURE, new byte[0])
                        .flag(Member.VALID, false)
                        .hash(hashing))
                .isEqualTo(canonical(Map.of("signature", "", "valid", false)));
    }

    @Test
    void membersStandInTheOrderOfTheirNames() {
        assertThat(Arrays.stream(Member.values()).map(member -> member.name().toLowerCase(Locale.ROOT)))
                .isSorted();
        assertThatIllegalStateException()
                .isThrownBy(() -> leaf.bytes(Member.IV, new byte[0]).text(Member.ERROR, "INVALID_REQUEST"));
    }
}
