package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Together;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server whose journal cannot keep up turns callers away, and leaves none without an answer. */
class JournalFullIT {

    private static final int CALLERS = 48;
    private static final int CALLS = 20;
    private static final byte[] DATA = {1, 2, 3};

    @Test
    void whoFindsTheQueueFullIsToldToComeBackAndEverybodyElseHasAReceipt() throws IOException {
        try (Installation server = Installation.start(Map.of("keywright.ledger.queue", "1"))) {
            Kms kms = server.asNewTenant();
            String keyId = kms.newKey("AES-256");
            List<Reply> replies = Together.run(CALLERS, i -> calls(kms, keyId)).stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(replies).hasSize(CALLERS * CALLS);
            Set<String> receipts = new HashSet<>();
            int refused = 0;
            for (Reply reply : replies) {
                if (reply.status() == 200) {
                    receipts.add(reply.text("receipt_id"));
                } else {
                    Degraded.unavailable(reply, "journal_full");
                    refused++;
                }
            }
            assertThat(refused).as("how many were turned away").isPositive();
            assertThat(receipts).hasSize(replies.size() - refused);
            assertThat(encryptions(kms)).isEqualTo(receipts);
            kms.encrypt(keyId, DATA).expect(200);
            Degraded.health(kms, "healthy");
        }
    }

    private static List<Reply> calls(Kms kms, String keyId) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            replies.add(kms.encrypt(keyId, DATA));
        }
        return replies;
    }

    private static Set<String> encryptions(Kms kms) {
        Set<String> receipts = new HashSet<>();
        String query = "operation=encrypt&limit=100";
        String page = "";
        do {
            var listed = kms.get("/receipts?" + query + page).expect(200).json();
            listed.path("receipts")
                    .forEach(receipt -> receipts.add(receipt.path("receipt_id").asText()));
            page = listed.hasNonNull("next_page_token")
                    ? "&page_token=" + listed.path("next_page_token").asText()
                    : "";
        } while (!page.isEmpty());
        return receipts;
    }
}
