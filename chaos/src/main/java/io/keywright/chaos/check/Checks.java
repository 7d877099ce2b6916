package io.keywright.chaos.check;

import java.util.List;

/** Everything that must hold for every run. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new AcknowledgedIsThere(),
            new LogIsWhole(),
            new HeadsAgree(),
            new OrderIsReal(),
            new QuotaIsKept(),
            new ApprovalIsSpentOnce(),
            new RevokedIsNotUsed(),
            new AliasNamesTheNewest(),
            new PolicyIsInForce(),
            new StateIsAsTold(),
            new NoBugIsAnswered());

    private Checks() {}

    /** What all checks find. */
    public static List<Finding> all(Evidence evidence) {
        return ALL.stream().flatMap(check -> check.findings(evidence)).toList();
    }
}
