package io.keywright.server.rest.administration;

import io.keywright.core.administration.LogLevels.InForce;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much the log of a node tells. */
final class LogLevelAnswers {

    private LogLevelAnswers() {}

    /** All categories. */
    @Schema(name = "LogLevels")
    record LogLevelsAnswer(List<LogLevelAnswer> levels) {

        static LogLevelsAnswer of(List<InForce> all) {
            return new LogLevelsAnswer(all.stream().map(LogLevelAnswer::of).toList());
        }
    }

    /** One category. */
    @Schema(name = "LogLevelInForce")
    record LogLevelAnswer(
            LogCategory category, LogLevel level, @Nullable Instant until) {

        static LogLevelAnswer of(InForce it) {
            return new LogLevelAnswer(it.category(), it.level(), it.until().orElse(null));
        }
    }

    /** One that was changed. */
    @Schema(name = "ChangedLogLevel")
    record ChangedAnswer(
            LogCategory category, LogLevel level, @Nullable Instant until, UUID receiptId) {

        static ChangedAnswer of(Recorded<InForce> recorded) {
            InForce it = recorded.value();
            return new ChangedAnswer(it.category(), it.level(), it.until().orElse(null), recorded.receiptId());
        }
    }
}
