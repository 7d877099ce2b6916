package io.keywright.server.rest.rotation;

import io.keywright.core.rotation.DueKey;
import io.keywright.core.rotation.DueLedgerKey;
import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.DueRoot;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.RotationCalendar.Line;
import io.keywright.core.rotation.RotationCalendar.Outlook;
import io.keywright.core.rotation.RotationHistory;
import io.keywright.core.rotation.Run;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about rotation answer. */
final class RotationAnswers {

    private RotationAnswers() {}

    /** When a key, a tenant's root or the ledger's key is due, and what happens then. */
    @Schema(name = "DueRotation")
    record DueAnswer(
            String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            @Nullable UUID keyId,
            @Nullable String keyAlias,
            @Nullable KeyType keyType,
            @Nullable Integer rootVersion,
            @Nullable String ledgerKey,
            Instant dueAt,
            boolean overdue,
            Outlook outlook) {

        static DueAnswer of(Line line) {
            return switch (line.due()) {
                case DueKey due -> of(due.key(), line);
                case DueRoot root -> of(root.version(), null, line);
                case DueLedgerKey due -> of(null, due.key().toString(), line);
            };
        }

        private static DueAnswer of(KeyMetadata key, Line line) {
            return new DueAnswer(
                    key.scope().tenantId(),
                    key.scope().environment(),
                    key.scope().plane(),
                    key.keyId(),
                    key.keyAlias(),
                    key.keyType(),
                    null,
                    null,
                    line.due().dueAt(),
                    line.overdue(),
                    line.outlook());
        }

        private static DueAnswer of(@Nullable Integer rootVersion, @Nullable String ledgerKey, Line line) {
            return new DueAnswer(
                    line.due().tenantId(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    rootVersion,
                    ledgerKey,
                    line.due().dueAt(),
                    line.overdue(),
                    line.outlook());
        }
    }

    /** A page of the calendar. */
    record RotationCalendarAnswer(
            List<DueAnswer> rotations, @Nullable String nextPageToken) {
        static RotationCalendarAnswer of(List<Line> page, int limit) {
            return new RotationCalendarAnswer(
                    page.stream().map(DueAnswer::of).toList(),
                    page.size() < limit ? null : token(page.getLast().due().place()));
        }
    }

    /** A run of automatic rotation. */
    @Schema(name = "RotationRun")
    record RunAnswer(
            UUID runId, Instant startedAt, @Nullable Instant endedAt, long rotated, long failed, long skipped) {

        static RunAnswer of(Run run) {
            return new RunAnswer(
                    run.runId(),
                    run.startedAt(),
                    run.endedAt().orElse(null),
                    run.count(RotationOutcome.ROTATED),
                    run.count(RotationOutcome.FAILED),
                    run.count(RotationOutcome.SKIPPED));
        }
    }

    /** A page of runs. */
    record RotationRunsAnswer(
            List<RunAnswer> runs, @Nullable String nextPageToken) {
        static RotationRunsAnswer of(List<Run> page, int limit) {
            return new RotationRunsAnswer(
                    page.stream().map(RunAnswer::of).toList(),
                    page.size() < limit ? null : page.getLast().runId().toString());
        }
    }

    /** What came of a key. */
    @Schema(name = "RotationResult")
    record ResultAnswer(
            String tenantId,
            Environment environment,
            Plane plane,
            UUID keyId,
            RotationOutcome result,
            @Nullable UUID newKeyId,
            @Nullable String reason,
            Instant at) {

        static ResultAnswer of(KeyResult result) {
            return new ResultAnswer(
                    result.scope().tenantId(),
                    result.scope().environment(),
                    result.scope().plane(),
                    result.keyId(),
                    result.kind(),
                    result.successor().orElse(null),
                    result.reason().orElse(null),
                    result.at());
        }
    }

    /** A run and a page of what came of its keys. */
    record RotationRunAnswer(
            RunAnswer run,
            List<ResultAnswer> results,
            @Nullable String nextPageToken) {
        static RotationRunAnswer of(RotationHistory.Page page, int limit) {
            List<KeyResult> results = page.results();
            return new RotationRunAnswer(
                    RunAnswer.of(page.run()),
                    results.stream().map(ResultAnswer::of).toList(),
                    results.size() < limit ? null : results.getLast().keyId().toString());
        }
    }

    private static String token(DuePlace place) {
        return place.dueAt().toEpochMilli() + "_" + place.id();
    }
}
