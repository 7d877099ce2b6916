package io.keywright.verifier.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.Finding;
import io.keywright.ledger.evidence.Vouch;
import io.keywright.ledger.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** A verdict for programs. */
final class VerdictJson {

    private VerdictJson() {}

    /** @param trusted whether the key was given, and not taken from the package */
    static String of(EvidenceVerdict verdict, boolean trusted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("proved", verdict.proved() && trusted);
        json.put("sound", verdict.proved());
        json.put("key_given", trusted);
        json.put("receipts", verdict.receipts());
        json.put("findings", verdict.findings().stream().map(VerdictJson::of).toList());
        json.put("further_findings", verdict.further());
        json.put("vouches", verdict.vouches().stream().map(VerdictJson::of).toList());
        verdict.manifest().ifPresent(manifest -> {
            json.put("tenant_id", manifest.subject().tenantId());
            json.put("from", manifest.subject().from().toString());
            json.put("to", manifest.subject().to().toString());
            json.put("exported_at", manifest.subject().exportedAt().toString());
        });
        verdict.chain().ifPresent(chain -> {
            json.put("chain_before", chain.before().toString());
            json.put("chain_after", chain.after().toString());
            json.put("receipts_of_another_time", chain.elsewhere());
        });
        verdict.compliance().ifPresent(number -> json.put("findings_of_compliance", number));
        verdict.checkpoint().ifPresent(checkpoint -> {
            json.put("ledger", checkpoint.origin());
            json.put("size", checkpoint.size());
        });
        verdict.key().ifPresent(key -> json.put("key", key.toString()));
        return new String(CanonicalJson.write(json), UTF_8);
    }

    private static Map<String, Object> of(Finding finding) {
        return Map.of(
                "file", finding.file(),
                "line", finding.line(),
                "problem", finding.problem().name(),
                "detail", finding.detail());
    }

    private static Map<String, Object> of(Vouch vouch) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", vouch.key().toString());
        json.put("given", vouch.given());
        vouch.at().ifPresent(time -> json.put("at", time.toString()));
        return json;
    }
}
