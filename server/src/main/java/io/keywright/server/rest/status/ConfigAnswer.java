package io.keywright.server.rest.status;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.model.Algorithm;
import io.keywright.model.Operation;
import java.time.Duration;
import java.util.List;

/** The rules that hold here; durations in ISO 8601. */
record ConfigAnswer(
        String keyRotationSchedule,
        String rotationGracePeriod,
        List<String> allowedAlgorithms,
        long maxUsagePerDayDefault,
        List<String> dualAuthorizationRequiredOperations) {

    static ConfigAnswer of(Settings settings, ApprovalRules approvals) {
        return new ConfigAnswer(
                days(settings.rotationSchedule()),
                days(settings.rotationGracePeriod()),
                settings.allowedAlgorithms().stream()
                        .map(Algorithm::wireName)
                        .sorted()
                        .toList(),
                settings.maxUsagePerDayDefault(),
                approvals.required().stream().map(Operation::verb).sorted().toList());
    }

    /** Whole days as days: {@code P90D}, where {@link Duration} says {@code PT2160H}. */
    private static String days(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
