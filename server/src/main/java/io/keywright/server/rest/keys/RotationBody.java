package io.keywright.server.rest.keys;

import io.keywright.core.rotation.Schedule;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.RotationRule;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When the service replaces a key by itself, on the wire. */
final class RotationBody {

    private RotationBody() {}

    /**
     * The rule that is to hold.
     *
     * @param rotationPeriod an ISO 8601 duration, off or standard
     */
    record ChangeRotationRequest(
            @Required String rotationPeriod, @Nullable String approvalToken) implements Approvable {

        RotationRule toRule() {
            return rule(rotationPeriod);
        }
    }

    /**
     * The rule that holds.
     *
     * @param nextRotation when the key is due; absent if it never is
     */
    record RotationRuleAnswer(
            String rotationPeriod, @Nullable Instant nextRotation, UUID keyId, UUID receiptId) {

        static RotationRuleAnswer of(KeyMetadata key, Schedule schedule, UUID receiptId) {
            Instant due = key.keyState() == KeyState.ACTIVE ? schedule.due(key).orElse(null) : null;
            return new RotationRuleAnswer(key.line().rotation().wireName(), due, key.keyId(), receiptId);
        }
    }

    /** @throws KeywrightException INVALID_REQUEST if {@code text} is no rule */
    static RotationRule rule(@Nullable String text) {
        try {
            return text == null ? RotationRule.STANDARD : RotationRule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "rotation_period " + e.getMessage() + ".",
                    Map.of("member", "rotation_period"));
        }
    }

    /** What the key has instead of the standard; null if nothing. */
    static @Nullable String ofItsOwn(KeyMetadata key) {
        RotationRule rule = key.line().rotation();
        return rule.equals(RotationRule.STANDARD) ? null : rule.wireName();
    }
}
