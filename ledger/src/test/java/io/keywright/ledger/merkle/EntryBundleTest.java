package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

    private final Random random = new Random(1);

    private List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] leaf = new byte[random.nextInt(700)];
                    random.nextBytes(leaf);
                    return leaf;
                })
                .toList();
    }

    @Test
    void isWrittenAsTheSpecificationSays() {
        EntryBundle bundle =
                new EntryBundle(0, List.of("ab".getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[300]));

        assertThat(HexFormat.of().formatHex(bundle.bytes())).startsWith("0002" + "6162" + "0000" + "012c" + "0000");
        assertThat(bundle.bytes()).hasSize(4 + 2 + 302);
        assertThat(bundle.path()).isEqualTo("tile/entries/000.p/3");
        assertThat(EntryBundle.path(new TileAddress(0, 1_234_067, 256))).isEqualTo("tile/entries/x001/x234/067");
    }

    @Test
    void isReadBackWhateverItsWidth() {
        for (int width : new int[] {1, 2, 255, 256}) {
            EntryBundle bundle = new EntryBundle(7, leaves(width));
            EntryBundle read = EntryBundle.parse(7, bundle.bytes());
            assertThat(read.leaves()).usingElementComparator(Arrays::compare).isEqualTo(bundle.leaves());
            assertThat(read.tile()).isEqualTo(new TileAddress(0, 7, width));
        }
    }

    @Test
    void hashesAsTheTreeDoes() {
        EntryBundle bundle = new EntryBundle(0, leaves(256));
        Hashing hashing = new Hashing();
        Growth growth = MerkleTree.empty()
                .append(bundle.leaves().stream().map(hashing::leaf).toList());

        assertThat(growth.tiles().get(0).hashes()).isEqualTo(bundle.hashes());
    }

    @Test
    void everyTruncationIsRefusedOrHasFewerLeaves() {
        byte[] whole = new EntryBundle(0, leaves(5)).bytes();
        for (int end = 0; end < whole.length; end++) {
            byte[] cut = Arrays.copyOf(whole, end);
            try {
                assertThat(EntryBundle.parse(0, cut).leaves()).hasSizeLessThan(5);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void aLeafTooManyOrTooLongIsRefused() {
        byte[] tooMany = new byte[257 * 2];
        assertThatThrownBy(() -> EntryBundle.parse(0, tooMany)).hasMessageContaining("more in the bundle");
        assertThatThrownBy(() -> EntryBundle.parse(0, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EntryBundle(0, List.of(new byte[65_536]))).hasMessageContaining("65535");
        assertThatThrownBy(() -> new EntryBundle(0, Collections.nCopies(257, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
