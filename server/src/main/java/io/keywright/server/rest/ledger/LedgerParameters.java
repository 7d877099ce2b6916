package io.keywright.server.rest.ledger;

import io.keywright.ledger.merkle.TileAddress;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.Query;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sizes and tiles as C2SP spells them, and in no other way. */
final class LedgerParameters {

    private static final String SIZE = "0|[1-9][0-9]{0,17}";

    private LedgerParameters() {}

    static long size(String name, @Nullable String text) {
        return Query.required(name, text == null ? "" : text, value -> {
            if (!value.matches(SIZE)) {
                throw new IllegalArgumentException("must be a size of the ledger, a decimal without leading zeroes");
            }
            return Long.valueOf(value);
        });
    }

    /** @param path behind {@code /ledger/tile/} */
    static TileAddress tile(String path) {
        try {
            return TileAddress.parse("tile/" + path);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Ask for /ledger/tile/LEVEL/INDEX[.p/WIDTH] as C2SP tlog-tiles spells it; receipts are at /receipts.",
                    Map.of("reason", "tile_path"));
        }
    }
}
