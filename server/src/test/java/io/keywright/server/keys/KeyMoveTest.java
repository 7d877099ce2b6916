package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.lifecycle.KeyMove;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each move of a key in each state that it can be in: where it leads, or what it is refused with. */
class KeyMoveTest {

    private static KeyMetadata key(String condition) {
        Samples samples = new Samples(1);
        KeyMetadata active = samples.key(Samples.scope("acme"), null).metadata();
        KeyMetadata rotated = KeyMove.ROTATE.of(active).rotatedTo(new UUID(7, 7));
        return switch (condition) {
            case "active" -> active;
            case "rotated" -> rotated;
            case "archived" -> KeyMove.ARCHIVE.of(active);
            case "archived after its rotation" -> KeyMove.ARCHIVE.of(rotated);
            case "planned" -> planned(active);
            case "planned after its rotation" -> planned(rotated);
            case "destroyed" -> KeyMove.REVOKE.of(active);
            default -> throw new IllegalArgumentException(condition);
        };
    }

    private static KeyMetadata planned(KeyMetadata key) {
        return KeyMove.SCHEDULE_DESTRUCTION.of(key).destroyedAt(Samples.START.plus(Duration.ofDays(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active | ROTATE REPLACE ARCHIVE SCHEDULE_DESTRUCTION REVOKE",
                "rotated | ARCHIVE SCHEDULE_DESTRUCTION REVOKE",
                "archived | RESTORE SCHEDULE_DESTRUCTION REVOKE",
                "archived after its rotation | SCHEDULE_DESTRUCTION REVOKE",
                "planned | CANCEL_DESTRUCTION DESTROY REVOKE",
                "planned after its rotation | CANCEL_DESTRUCTION DESTROY REVOKE",
                "destroyed | ''"
            })
    void allowsTheseMovesAndRefusesAllOthers(String condition, String moves) {
        KeyMetadata key = key(condition);
        Set<KeyMove> allowed = Stream.of(moves.split(" "))
                .filter(move -> !move.isEmpty())
                .map(KeyMove::valueOf)
                .collect(Collectors.toSet());
        ErrorCode refused = key.keyState() == KeyState.DESTROYED ? ErrorCode.KEY_REVOKED : ErrorCode.KEY_INACTIVE;
        for (KeyMove move : KeyMove.values()) {
            if (allowed.contains(move)) {
                assertThat(move.of(key).keyState()).isEqualTo(end(move));
            } else {
                assertThatThrownBy(() -> move.of(key))
                        .as("%s of a key that is %s", move, condition)
                        .isInstanceOfSatisfying(
                                KeywrightException.class,
                                e -> assertThat(e.code()).isEqualTo(refused));
            }
        }
    }

    private static KeyState end(KeyMove move) {
        return switch (move) {
            case ROTATE -> KeyState.PENDING_ROTATION;
            case REPLACE, ARCHIVE, SCHEDULE_DESTRUCTION, CANCEL_DESTRUCTION -> KeyState.ARCHIVED;
            case RESTORE -> KeyState.ACTIVE;
            case DESTROY, REVOKE -> KeyState.DESTROYED;
        };
    }
}
