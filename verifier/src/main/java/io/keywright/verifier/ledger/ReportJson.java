package io.keywright.verifier.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.Report;
import java.util.Map;

/** What a check came to, for programs. */
final class ReportJson {

    private ReportJson() {}

    /** @param given whether the key was given, and did not lie beside the ledger */
    static String of(Report report, VerifierKey key, boolean given) {
        return new String(
                CanonicalJson.write(Map.of(
                        "sound", report.sound(),
                        "key_given", given,
                        "key", key.toString(),
                        "receipts", report.receipts(),
                        "root", report.checkpoint().root().toString(),
                        "size", report.checkpoint().size(),
                        "findings",
                                report.findings().stream().map(ReportJson::of).toList())),
                UTF_8);
    }

    private static Map<String, Object> of(Finding finding) {
        return Map.of("kind", finding.kind().name(), "where", finding.where(), "what", finding.what());
    }
}
