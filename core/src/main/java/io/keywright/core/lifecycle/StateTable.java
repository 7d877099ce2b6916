package io.keywright.core.lifecycle;

import io.keywright.core.Settings.Processing;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which state of a key allows which operation: the one place that knows (NIST SP 800-57 part 1, section 7). */
public record StateTable(Processing processing) {

    /**
     * Passes if the key's state, and for protecting operations its validity period, allow {@code usage} at {@code now}.
     *
     * @throws KeywrightException KEY_INACTIVE or KEY_REVOKED, naming state and successor
     */
    public void check(KeyMetadata key, KeyUsage usage, Instant now) {
        if (!allows(key.keyState(), usage)) {
            throw refusal(key);
        }
        if (usage.protects() && (now.isBefore(key.validFrom()) || !now.isBefore(key.validUntil()))) {
            throw outsideValidity(key);
        }
    }

    private boolean allows(KeyState state, KeyUsage usage) {
        return switch (state) {
            case ACTIVE -> true;
            case PENDING_ROTATION, ARCHIVED -> !usage.protects() && processing == Processing.NIST;
            case DESTROYED -> false;
        };
    }

    /** The states in which a key may be used for {@code usage}. */
    public Set<KeyState> allowing(KeyUsage usage) {
        return EnumSet.allOf(KeyState.class).stream()
                .filter(state -> allows(state, usage))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Passes for every key that is not destroyed. */
    public static void requireMaterial(KeyMetadata key) {
        if (key.keyState() == KeyState.DESTROYED) {
            throw refusal(key);
        }
    }

    /** The refusal of what the key's state does not allow: KEY_INACTIVE or KEY_REVOKED, naming state and successor. */
    static KeywrightException refusal(KeyMetadata key) {
        return key.keyState() == KeyState.DESTROYED
                ? new KeywrightException(ErrorCode.KEY_REVOKED, "The key is destroyed; use another key.", details(key))
                : new KeywrightException(ErrorCode.KEY_INACTIVE, inactiveAdvice(key), details(key));
    }

    /** The refusal of a move that the key's state does not allow. */
    static KeywrightException refusal(KeyMetadata key, KeyMove move) {
        return key.keyState() == KeyState.DESTROYED || move == KeyMove.ROTATE || move == KeyMove.REPLACE
                ? refusal(key)
                : new KeywrightException(ErrorCode.KEY_INACTIVE, moveAdvice(key, move), details(key));
    }

    private static String moveAdvice(KeyMetadata key, KeyMove move) {
        if (move == KeyMove.CANCEL_DESTRUCTION) {
            return "The key's destruction is not planned; there is nothing to cancel.";
        }
        if (key.destroysAt() != null) {
            return "The key's destruction is planned; cancel it first.";
        }
        return key.rotatedTo() == null
                ? "The key is " + key.keyState().wireName() + " already; there is nothing to do."
                : "The key was rotated; its successor is in use instead.";
    }

    private static String inactiveAdvice(KeyMetadata key) {
        return key.rotatedTo() == null
                ? "The key is not active; use an active key."
                : "The key was rotated; use its successor.";
    }

    private static KeywrightException outsideValidity(KeyMetadata key) {
        Map<String, Object> details = details(key);
        details.put("valid_from", key.validFrom().toString());
        details.put("valid_until", key.validUntil().toString());
        return new KeywrightException(
                ErrorCode.KEY_INACTIVE, "The key is outside its validity period; rotate it or use another.", details);
    }

    private static Map<String, Object> details(KeyMetadata key) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("key_state", key.keyState().wireName());
        if (key.rotatedTo() != null) {
            details.put("successor", key.rotatedTo().toString());
        }
        if (key.destroysAt() != null) {
            details.put("destroys_at", key.destroysAt().toString());
        }
        return details;
    }
}
