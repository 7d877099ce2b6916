package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventFeed;
import io.keywright.core.ledger.RowDetails;
import io.keywright.core.ledger.RowDetails.LeftRow;
import io.keywright.core.lifecycle.KeyMove;
import io.keywright.core.row.Rows;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Caller;
import io.keywright.model.Event;
import io.keywright.model.EventType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.Row;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each move of a key leaves one receipt, a change that says how the key was left, and one event. */
class KeyMovesToldTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ALL = 1000;

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        service.create("acme", "local");
        key = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private void prepare(KeyMove move) {
        switch (move) {
            case ROTATE, REPLACE, ARCHIVE, SCHEDULE_DESTRUCTION, REVOKE -> {}
            case RESTORE -> service.archive(ACME, key);
            case CANCEL_DESTRUCTION, DESTROY -> service.scheduleDestruction(ACME, key, WEEK);
        }
    }

    private void carryOut(KeyMove move) throws Exception {
        switch (move) {
            case ROTATE -> service.rotate(ACME, key);
            case REPLACE -> service.replace(ACME, key);
            case ARCHIVE -> service.archive(ACME, key);
            case RESTORE -> service.restore(ACME, key);
            case SCHEDULE_DESTRUCTION -> service.scheduleDestruction(ACME, key, WEEK);
            case CANCEL_DESTRUCTION -> service.cancelDestruction(ACME, key);
            case DESTROY -> service.destroyDueIn(WEEK.plusMinutes(1));
            case REVOKE -> service.revoke(ACME, key);
        }
    }

    /** How the ledger and its subscribers call it. */
    private static String name(KeyMove move) {
        return switch (move) {
            case ROTATE, REPLACE -> "key_rotated";
            case ARCHIVE -> "key_archived";
            case RESTORE -> "key_restored";
            case SCHEDULE_DESTRUCTION -> "key_destruction_scheduled";
            case CANCEL_DESTRUCTION -> "key_destruction_cancelled";
            case DESTROY -> "key_destroyed";
            case REVOKE -> "key_revoked";
        };
    }

    private static KeyState end(KeyMove move) {
        return switch (move) {
            case ROTATE -> KeyState.PENDING_ROTATION;
            case REPLACE, ARCHIVE, SCHEDULE_DESTRUCTION, CANCEL_DESTRUCTION -> KeyState.ARCHIVED;
            case RESTORE -> KeyState.ACTIVE;
            case DESTROY, REVOKE -> KeyState.DESTROYED;
        };
    }

    @ParameterizedTest
    @EnumSource
    void isToldByReceiptChangeAndEvent(KeyMove move) throws Exception {
        prepare(move);
        List<Receipt> before = service.ledger.receipts("acme");
        List<Event> toldBefore = events();
        carryOut(move);

        List<Receipt> receipts = service.ledger.receipts("acme");
        assertThat(receipts).hasSize(before.size() + 1);
        assertThat(receipts.getLast().operation()).isEqualTo(name(move));
        assertThat(receipts.getLast().context().success()).isTrue();
        assertThat(receipts.getLast().context().keyId()).isEqualTo(key.keyId());

        KeyMetadata left = stored();
        assertThat(left.keyState()).isEqualTo(end(move));
        assertThat(leftBy(service.ledger.newestChange("acme"))).contains(row(left));

        List<Event> told = events();
        assertThat(told).hasSize(toldBefore.size() + 1);
        assertThat(told.getLast().type().wireName()).isEqualTo(name(move));
    }

    private KeyMetadata stored() throws Exception {
        return service.ledger
                .store
                .keys()
                .key(key.scope(), new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .metadata();
    }

    private static LeftRow row(KeyMetadata key) {
        Row row = Rows.of(key);
        return new LeftRow(row.name(), Optional.of(RowDetails.digest(row)));
    }

    private static List<LeftRow> leftBy(String change) {
        return RowDetails.read(CanonicalJson.read(change.getBytes(UTF_8)));
    }

    private List<Event> events() throws Exception {
        Set<EventType> moves = EnumSet.allOf(EventType.class);
        moves.remove(EventType.RECEIPT);
        try (EventFeed feed = new EventFeed(service.ledger.store.receipts(), new Bell(), new Supervisor())) {
            return new EventCursor(feed, Reach.of(key.scope()), moves, 0)
                    .next(ALL, PATIENCE).stream()
                            .flatMap(told -> told.events().stream())
                            .toList();
        }
    }
}
