package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.KeyChange;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.RunStore;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What came of rotations. */
public interface RotationRunContract extends StoreFixture {

    Scope RUN_HOME = Samples.scope("acme");

    @Test
    default void aRotationIsWrittenIntoItsRunAndOtherResultsBesideIt() throws Exception {
        RunStore runs = store().rotationRuns();
        Samples samples = new Samples(42);
        UUID runId = samples.id();
        StoredKey old = samples.key(RUN_HOME, null);
        StoredKey fresh = samples.successor(old.metadata());
        StoredKey failed = samples.key(Samples.scope("globex"), null);
        Keys keys = new Keys(store());
        keys.create(old);
        keys.create(failed);
        runs.begin(runId, Samples.START);
        assertThat(runs.open()).hasValue(runId);
        assertThat(keys.apply(new KeyChange.Rotated(
                        Samples.rotated(old.metadata(), fresh.metadata()), KeyState.ACTIVE, fresh, Optional.of(runId))))
                .isTrue();
        KeyResult failure = new KeyResult(
                failed.metadata().scope(),
                failed.metadata().keyId(),
                RotationOutcome.FAILED,
                Optional.empty(),
                Optional.of("DEPENDENCY_UNAVAILABLE"),
                Samples.START);
        runs.add(runId, List.of(failure));
        runs.end(runId, Samples.START.plusSeconds(1), 10);

        assertThat(runs.open()).isEmpty();
        Run run = new Run(
                runId,
                Samples.START,
                Optional.of(Samples.START.plusSeconds(1)),
                Map.of(RotationOutcome.ROTATED, 1L, RotationOutcome.FAILED, 1L));
        assertThat(runs.runs(Optional.empty(), null, 10)).containsExactly(run);
        assertThat(runs.results(runId, Optional.empty(), null, 10)).hasSize(2).contains(failure);
        Optional<Reach> acme = Optional.of(Reach.of(RUN_HOME));
        assertThat(runs.run(runId, acme).orElseThrow().results()).isEqualTo(Map.of(RotationOutcome.ROTATED, 1L));
        assertThat(runs.results(runId, acme, null, 10))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.successor()).hasValue(fresh.metadata().keyId()));
        assertThat(runs.runs(Optional.of(Reach.all("initech")), null, 10)).isEmpty();
        assertThat(runs.run(runId, Optional.of(Reach.all("initech")))).isEmpty();
    }

    @Test
    default void onlyTheNewestRunsAreKeptAndPaged() throws Exception {
        RunStore runs = store().rotationRuns();
        Samples samples = new Samples(43);
        for (int i = 0; i < 5; i++) {
            UUID id = samples.id();
            runs.begin(id, Samples.START.plusSeconds(i));
            runs.end(id, Samples.START.plusSeconds(i), 3);
        }
        List<Run> page = runs.runs(Optional.empty(), null, 2);
        assertThat(page)
                .extracting(Run::startedAt)
                .containsExactly(Samples.START.plusSeconds(4), Samples.START.plusSeconds(3));
        assertThat(runs.runs(Optional.empty(), page.getLast().runId(), 2)).hasSize(1);
    }
}
