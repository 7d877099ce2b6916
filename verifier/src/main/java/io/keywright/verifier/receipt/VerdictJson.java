package io.keywright.verifier.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.json.CanonicalJson;
import java.util.Map;

/** A verdict for programs. */
final class VerdictJson {

    private VerdictJson() {}

    static String of(Verified verified, Vouched vouched) {
        Map<String, Object> members = vouched.members();
        members.put("proved", true);
        members.put("receipt_id", verified.receipt().receiptId().toString());
        members.put("ledger", verified.checkpoint().origin());
        members.put("index", verified.index());
        members.put("size", verified.checkpoint().size());
        return json(members);
    }

    static String of(Refuted refuted) {
        return json(Map.of("proved", false, "reason", refuted.reason().name(), "detail", refuted.detail()));
    }

    private static String json(Map<String, Object> members) {
        return new String(CanonicalJson.write(members), UTF_8);
    }
}
