package io.keywright.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Incident;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.history.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For how long a fault kept others waiting is counted for that fault, and for no other. */
class OutageTest {

    private static final int STRUCK = 1;
    private static final int OTHER = 0;
    private static final Incident KILLED = new Incident("node-killed", STRUCK, second(10), second(14));

    @Test
    void theLongestTimeBetweenTwoUsesIsTheOutage() {
        assertThat(outage(List.of(KILLED), signed(OTHER, 9), signed(OTHER, 11), signed(OTHER, 13), signed(OTHER, 14)))
                .isEqualTo(2);
    }

    @Test
    void theCallersOfTheNodeThatItBefellDoNotCount() {
        assertThat(outage(List.of(KILLED), signed(OTHER, 11), signed(STRUCK, 12), signed(OTHER, 15)))
                .isEqualTo(4);
    }

    @Test
    void whatTheNextFaultTakesIsNotCountedForTheOneBefore() {
        Incident restarted = new Incident("primary-restarted", Incident.DATABASE, second(15), second(20));

        assertThat(outage(List.of(KILLED, restarted), signed(OTHER, 11), signed(OTHER, 14), signed(OTHER, 20)))
                .isEqualTo(3);
    }

    private static double outage(List<Incident> incidents, Operation... operations) {
        return new Outage(new History(List.of(operations), incidents), KILLED).seconds();
    }

    private static Operation signed(int node, int second) {
        return new Operation(
                Kind.SIGN, node, "M21", second(second), second(second), Outcome.DONE, 200, Map.of(), Map.of());
    }

    private static long second(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
