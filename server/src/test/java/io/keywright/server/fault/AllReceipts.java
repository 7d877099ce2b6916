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
        List<JsonNode> receipts = new ArrayList<>();
        String page = "";
        while (page != null) {
            JsonNode answer = kms.get("/receipts?limit=100" + page).expect(200).json();
            answer.path("receipts").forEach(receipts::add);
            page = answer.has("next_page_token")
                    ? "&page_token=" + answer.path("next_page_token").asText()
                    : null;
        }
        return receipts;
    }
}
