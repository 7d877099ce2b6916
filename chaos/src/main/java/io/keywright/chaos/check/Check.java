package io.keywright.chaos.check;

import java.util.List;
import java.util.stream.Stream;

/** One thing that must hold for every run. */
public interface Check {

    /** All of them. */
    List<Check> ALL = List.of(
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

    /** What does not hold. */
    Stream<Finding> findings(Evidence evidence);

    /** What a finding of it is called. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** A finding of it. */
    default Finding found(String what, Object... values) {
        return new Finding(name(), String.format(what, values));
    }

    /** What all checks find. */
    static List<Finding> all(Evidence evidence) {
        return ALL.stream().flatMap(check -> check.findings(evidence)).toList();
    }
}
