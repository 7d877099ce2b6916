package io.keywright.server.rest.operations;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.PayloadLimit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How large a batch may get. */
final class BatchLimit {

    /** The most items of a batch. */
    static final int MOST_ITEMS = 1000;

    private BatchLimit() {}

    /** Passes if there are from 1 to {@value #MOST_ITEMS} items. */
    static void check(List<?> items) {
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send from 1 to " + MOST_ITEMS + " items.",
                    Map.of("member", "items", "max_items", MOST_ITEMS));
        }
    }

    /** Passes if, besides, the payloads together are not larger than one may be. */
    static <I> void check(PayloadLimit limit, String member, List<I> items, Function<I, byte @Nullable []> payload) {
        check(items);
        long bytes = items.stream()
                .map(payload)
                .mapToLong(sent -> sent == null ? 0 : sent.length)
                .sum();
        if (bytes > limit.payloadBytes()) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The items' " + member + " together must be at most " + limit.payloadBytes()
                            + " bytes; send several batches.",
                    Map.of("member", "items", "max_bytes", limit.payloadBytes()));
        }
    }
}
