package io.keywright.ledger.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemProofTest {

    private static List<Map<String, Object>> outcomes(int count) {
        return IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> Map.of("signature", "item " + i, "valid", i % 2 == 0))
                .toList();
    }

    private static byte[] change(BatchDigest digest) {
        return CanonicalJson.write(Map.of(
                "batch",
                Map.of(
                        "failures", 0,
                        "items", digest.items(),
                        "outcomes", digest.outcomes().toString())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 257, 1000})
    void eachItemIsProvedAtItsNumberAndAtNoOther(int count) {
        List<Map<String, Object>> outcomes = outcomes(count);
        BatchDigest digest = BatchDigest.read(change(BatchDigest.of(outcomes)));
        for (int i = 0; i < count; i += 1 + count / 9) {
            ItemProof proof = ItemProof.parse(ItemProof.of(i, outcomes).bytes());

            assertThat(digest.holds(proof)).isTrue();
            for (long other : new long[] {-1, i + 1, i ^ 1, count}) {
                assertThat(digest.holds(new ItemProof(other, proof.outcome(), proof.path())))
                        .isFalse();
            }
            assertThat(new BatchDigest(count + 1, digest.outcomes())
                            .holds(new ItemProof(
                                    i,
                                    proof.outcome(),
                                    proof.path().subList(0, proof.path().size() / 2))))
                    .isFalse();
        }
    }

    @Test
    void noAlteredByteIsProved() {
        List<Map<String, Object>> outcomes = outcomes(5);
        BatchDigest digest = BatchDigest.of(outcomes);
        byte[] bytes = ItemProof.of(3, outcomes).bytes();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] altered = bytes.clone();
                altered[i] ^= (byte) (1 << bit);

                assertThat(isProved(digest, altered))
                        .as(new String(altered, UTF_8))
                        .isFalse();
            }
        }
        assertThat(isProved(digest, bytes)).isTrue();
    }

    private static boolean isProved(BatchDigest digest, byte[] proof) {
        try {
            return digest.holds(ItemProof.parse(proof));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void aNodeOfTheTreeIsNoItem() {
        List<Map<String, Object>> outcomes = outcomes(4);
        BatchDigest digest = BatchDigest.of(outcomes);
        List<Hash> path = ItemProof.of(0, outcomes).path();
        String node = BatchDigest.of(outcomes.subList(0, 2)).outcomes().toString();

        assertThat(new BatchDigest(2, digest.outcomes())
                        .holds(new ItemProof(0, Map.of("signature", node), path.subList(1, 2))))
                .isFalse();
    }

    @Test
    void whatHasAnotherFormIsRefused() {
        for (String other : List.of(
                "",
                "{}",
                "[]",
                "{\"index\":0,\"outcome\":{},\"path\":[1]}",
                "{\"index\":0,\"outcome\":{\"a\":{}},\"path\":[]}",
                "{\"index\":0,\"outcome\":{},\"path\":[\"AAAA\"]}",
                "{\"index\":-1,\"outcome\":{},\"path\":[]}",
                "{\"index\":0,\"more\":1,\"outcome\":{},\"path\":[]}")) {
            assertThatThrownBy(() -> ItemProof.parse(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String other :
                List.of("", "{}", "{\"batch\":{\"items\":1}}", "{\"batch\":{\"items\":1,\"outcomes\":\"\"}}")) {
            assertThatThrownBy(() -> BatchDigest.read(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
