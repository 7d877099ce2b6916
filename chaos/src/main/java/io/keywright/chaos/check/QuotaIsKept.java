package io.keywright.chaos.check;

import io.keywright.chaos.check.Lines.Policy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** No key is used more often on a day (UTC) than its policy allows at that moment. */
final class QuotaIsKept implements Check {

    private record KeyDay(String keyId, LocalDate day) {}

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Lines lines = new Lines();
        Map<KeyDay, Long> uses = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : evidence.ledger().entries()) {
            lines.follow(entry);
            Policy policy = lines.policy(entry.keyId());
            if (entry.is("signature_created") && policy != null) {
                LocalDate day = LocalDate.ofInstant(entry.receipt().timestamp(), ZoneOffset.UTC);
                long count = uses.merge(new KeyDay(entry.keyId(), day), 1L, Long::sum);
                if (count > policy.usesPerDay()) {
                    findings.add(found("receipt %d is use %d of key %s on %s, and its policy allows %d"
                            .formatted(entry.index(), count, entry.keyId(), day, policy.usesPerDay())));
                }
            }
        }
        return findings.stream();
    }
}
