package io.keywright.chaos.check;

import io.keywright.chaos.check.Lines.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whoever uses a key may do so by the policy that is in force at that place in the ledger. */
final class PolicyIsInForce implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Lines lines = new Lines();
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : evidence.ledger().entries()) {
            lines.follow(entry);
            Policy policy = lines.policy(entry.keyId());
            String module = entry.receipt().requestingModule();
            if (entry.is("signature_created") && policy != null && !policy.admits(module)) {
                findings.add(found("receipt %d: %s uses key %s, whose policy admits %s"
                        .formatted(entry.index(), module, entry.keyId(), policy.modules())));
            }
        }
        return findings.stream();
    }
}
