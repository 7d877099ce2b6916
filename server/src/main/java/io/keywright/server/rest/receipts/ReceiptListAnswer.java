package io.keywright.server.rest.receipts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.keywright.core.ledger.ReceiptPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of receipts, newest first.
 *
 * @param nextPageToken what to send as {@code page_token} for more; absent on the last page
 */
record ReceiptListAnswer(
        List<CanonicalBody> receipts, @Nullable String nextPageToken) {

    /** A receipt, in its canonical form. */
    @Schema(name = "Receipt")
    record CanonicalBody(
            @JsonValue @JsonRawValue @Schema(hidden = true) String json) {}

    /** What an operation changed, in its canonical form. */
    @Schema(name = "Change")
    record CanonicalChange(
            @JsonValue @JsonRawValue @Schema(hidden = true) String json) {}

    static ReceiptListAnswer of(ReceiptPage page) {
        String next = page.next() == null ? null : page.next().toString();
        List<CanonicalBody> receipts = page.entries().stream()
                .map(entry -> new CanonicalBody(new String(entry.canonical(), StandardCharsets.UTF_8)))
                .toList();
        return new ReceiptListAnswer(receipts, next);
    }
}
