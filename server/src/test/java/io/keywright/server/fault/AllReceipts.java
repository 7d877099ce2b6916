package io.keywright.server.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Kms;
import java.util.ArrayList;
import java.util.List;

/** What a tenant is shown of its receipts. */
final class AllReceipts {

    private AllReceipts() {}

    /** All receipts of the tenant, newest first, page by page. */
    static List<JsonNode> of(Kms kms) {
        return newest(kms, Integer.MAX_VALUE);
    }

    /** So many of the tenant's receipts, or all that there are, newest first, page by page. */
    static List<JsonNode> newest(Kms kms, int count) {
        List<JsonNode> receipts = new ArrayList<>();
        String page = "";
        while (page != null && receipts.size() < count) {
            JsonNode answer = kms.get("/receipts?limit=1000" + page).expect(200).json();
            answer.path("receipts").forEach(receipts::add);
            page = answer.has("next_page_token")
                    ? "&page_token=" + answer.path("next_page_token").asText()
                    : null;
        }
        return receipts.subList(0, Math.min(count, receipts.size()));
    }
}
