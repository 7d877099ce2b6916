package io.keywright.server.rest.administration;

import io.keywright.core.administration.Remedy;
import io.keywright.core.administration.RootValidation.Validation;
import io.keywright.core.administration.ValidationCheck;
import io.keywright.core.administration.ValidationCheck.Fault;
import io.keywright.core.administration.ValidationCheck.Status;
import io.keywright.core.ledger.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of a validation.
 *
 * @param status {@code pass} or {@code fail}
 */
@Schema(name = "Validation")
record ValidationAnswer(String status, List<CheckAnswer> checks, UUID receiptId) {

    /** One thing that was tried. */
    @Schema(name = "ValidationCheck")
    record CheckAnswer(
            String name,
            String status,
            @Nullable Long durationMs,
            @Nullable String provider,
            @Nullable String providerKey,
            @Nullable String reason,
            @Nullable String permission,
            @Nullable String whatToDo,
            @Nullable String docs) {

        static CheckAnswer of(ValidationCheck check) {
            Optional<Fault> fault = check.fault();
            return new CheckAnswer(
                    check.name(),
                    wireName(check.status()),
                    check.status() == Status.SKIPPED ? null : millis(check.took()),
                    check.provider().orElse(null),
                    check.key().orElse(null),
                    fault.map(it -> it.reason().wireName()).orElse(null),
                    fault.flatMap(Fault::permission).orElse(null),
                    check.whatToDo().orElse(null),
                    fault.map(it -> Remedy.page(it.reason())).orElse(null));
        }

        private static Long millis(Duration took) {
            return took.toMillis();
        }
    }

    static ValidationAnswer of(Recorded<Validation> validated) {
        Validation validation = validated.value();
        return new ValidationAnswer(
                wireName(validation.passed() ? Status.PASS : Status.FAIL),
                validation.checks().stream().map(CheckAnswer::of).toList(),
                validated.receiptId());
    }

    private static String wireName(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
