package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileAddressTest {

    @Test
    void pathsAreThoseOfTlogTiles() {
        assertThat(new TileAddress(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TileAddress(0, 1234, 5).path()).isEqualTo("tile/0/x001/234.p/5");
        assertThat(new TileAddress(3, 0, 1).path()).isEqualTo("tile/3/000.p/1");
    }

    @Property(tries = 300)
    void pathsAreReadBack(
            @ForAll @IntRange(max = 63) int level,
            @ForAll @LongRange(max = Long.MAX_VALUE) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        TileAddress address = new TileAddress(level, index, width);

        assertThat(TileAddress.parse(address.path())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/tile/0/000",
                "tile/00/000",
                "tile/64/000",
                "tile/0/0",
                "tile/0/x000/000",
                "tile/0/001/002",
                "tile/0/x001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000/",
                "tile/-1/000",
                "tile/0/\u0661\u0661\u0661",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999"
            })
    void noOtherPathIsRead(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> TileAddress.parse(path));
    }
}
