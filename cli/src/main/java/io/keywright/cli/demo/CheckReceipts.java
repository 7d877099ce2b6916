package io.keywright.cli.demo;

import io.keywright.cli.demo.Evidence.Exhibit;
import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.Verdict.Refuted;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.ArrayList;
import java.util.List;

/** Checks receipts offline, and that the check would notice a forgery. */
final class CheckReceipts {

    private static final int PLACES = 50;

    private final Steps steps;
    private final Evidence evidence;
    private final OfflineVerifier verifier;

    CheckReceipts(Steps steps, Evidence evidence) {
        this.steps = steps;
        this.evidence = evidence;
        this.verifier = new OfflineVerifier(LogKeys.parse(evidence.ledgerKeys()), WitnessPolicy.none());
    }

    void check() {
        steps.step("every signature and every place in the log checked", this::verifyAll, CheckReceipts::describe);
        steps.step("one altered byte is caught, wherever it is", this::alter, "tried %d places"::formatted);
    }

    private List<Verified> verifyAll() {
        List<Verified> verified = new ArrayList<>();
        for (Exhibit exhibit : evidence.exhibits()) {
            verified.add(verify(exhibit));
        }
        return verified;
    }

    private Verified verify(Exhibit exhibit) {
        return switch (verifier.verify(exhibit.receipt(), exhibit.proof())) {
            case Verified verified -> verified;
            case Refuted refuted ->
                throw CommandFailed.because("receipt %s: %s".formatted(exhibit.receiptId(), refuted.detail()));
        };
    }

    /** Alters a byte here, then there, all over a receipt; answers in how many places. */
    private int alter() {
        Exhibit exhibit = evidence.exhibits().getFirst();
        byte[] receipt = exhibit.receipt();
        for (int place = 0; place < PLACES; place++) {
            byte[] altered = receipt.clone();
            altered[place * receipt.length / PLACES] ^= 1;
            Verdict verdict = verifier.verify(altered, exhibit.proof());
            Steps.expect(verdict instanceof Refuted, "an altered receipt has passed");
        }
        return PLACES;
    }

    private static String describe(List<Verified> verified) {
        return "%d proved".formatted(verified.size());
    }
}
