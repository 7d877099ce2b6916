package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.core.lifecycle.DueDestructions;
import io.keywright.core.lifecycle.GracePeriods;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Schedule;
import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of a tenant: its keys are used every week, rotate by themselves, are archived after their grace, process what they
 * protected, and one is destroyed as planned. The ledger alone, checked offline, tells the state of every key at the end.
 */
class YearTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] AAD = "a year".getBytes(UTF_8);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS = 365;
    private static final int HALF = 183;
    private static final int WEEK = 7;
    private static final Schedule SCHEDULE =
            new Schedule(Map.of(KeyType.ED25519, Duration.ofDays(90), KeyType.AES_256, Duration.ofDays(30)));

    /** What was protected on a day. */
    private record Protected(KeyMetadata signer, byte[] data, byte[] signature, KeyMetadata cipher, Encrypted sealed) {}

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<Protected> days = new ArrayList<>();
    private KeyService service;
    private Rotations rotations;
    private GracePeriods grace;
    private DueDestructions destructions;
    private KeyMetadata first;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, clock, Set.of(), SmallLedger.provider(folder, "local"));
        rotations = new Rotations(
                SCHEDULE,
                service.ledger.store.dueKeys(),
                service.ledger.store.rotationRuns(),
                () -> true,
                new Renewal(service.gate, service.lifecycle, service.ledger.calls),
                service.ledger.ids,
                clock);
        grace = new GracePeriods(
                service.settings, service.ledger.store.keys(), service.keys, service.ledger.recorder, clock);
        destructions = new DueDestructions(service.ledger.store.keys(), service.keys, service.ledger.recorder, clock);
        first = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null, "signing");
        service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, "documents");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata key(String alias) throws StoreException {
        return find(new KeyReference.ByAlias(alias));
    }

    private KeyMetadata find(KeyReference reference) throws StoreException {
        return service.ledger
                .store
                .keys()
                .key(first.scope(), reference)
                .map(StoredKey::metadata)
                .orElseThrow();
    }

    private void live(int day) throws Exception {
        if (day % WEEK == 0) {
            work(day);
        }
        if (day == HALF) {
            service.scheduleDestruction(ACME, first, Duration.ofDays(WEEK));
        }
        clock.pass(DAY);
        rotations.run();
        grace.end();
        destructions.run();
    }

    private void work(int day) throws Exception {
        KeyMetadata signer = key("signing");
        KeyMetadata cipher = key("documents");
        byte[] data = ("day " + day).getBytes(UTF_8);
        days.add(new Protected(
                signer,
                data,
                service.sign(ACME, signer, null, data),
                cipher,
                service.encrypt(ACME, cipher, data, AAD)));
    }

    @Test
    void aYearOfATenantIsInItsLedger() throws Exception {
        for (int day = 0; day < DAYS; day++) {
            live(day);
        }
        assertThat(key("signing").rotationCount()).isEqualTo(4);
        assertThat(key("documents").rotationCount()).isBetween(12, 13);
        assertOldDataIsProcessedButForWhatIsDestroyed();
        assertThat(replayed()).isEqualTo(stored());
    }

    private void assertOldDataIsProcessedButForWhatIsDestroyed() {
        for (Protected day : days) {
            assertThat(service.decrypt(ACME, day.cipher(), day.sealed(), AAD)).isEqualTo(day.data());
            if (day.signer().keyId().equals(first.keyId())) {
                assertThatThrownBy(() -> service.verify(ACME, day.signer(), null, day.data(), day.signature()))
                        .hasMessageContaining("destroyed");
            } else {
                assertThat(service.verify(ACME, day.signer(), null, day.data(), day.signature()))
                        .isTrue();
            }
        }
        assertThat(days.getLast().signer().keyId()).isNotEqualTo(first.keyId());
    }

    /** The states of all keys by the store. */
    private Map<UUID, KeyState> stored() throws StoreException {
        Map<UUID, KeyState> states = new HashMap<>();
        for (String alias : List.of("signing", "documents")) {
            KeyMetadata newest = key(alias);
            states.put(newest.keyId(), newest.keyState());
            UUID before = newest.rotatedFrom();
            while (before != null) {
                KeyMetadata old = find(new KeyReference.ById(before));
                states.put(old.keyId(), old.keyState());
                before = old.rotatedFrom();
            }
        }
        assertThat(states.get(first.keyId())).isEqualTo(KeyState.DESTROYED);
        return states;
    }

    /** The states of all keys by the ledger, once it is known to be the one that was signed. */
    private Map<UUID, KeyState> replayed() throws Exception {
        List<Entry> entries = service.ledger.store.receipts().entries(0, 100_000);
        assertSigned(entries);
        Map<UUID, KeyState> states = new HashMap<>();
        for (Entry entry : entries) {
            Receipt receipt = CanonicalReceipt.parse(entry.canonical());
            service.ledger.store.receipts().change(entry.index()).ifPresent(change -> {
                assertThat(Base64.getEncoder().encodeToString(Sha256.of(change)))
                        .isEqualTo(receipt.context().changeDigest());
                follow(CanonicalJson.read(change), states);
            });
        }
        return states;
    }

    private void assertSigned(List<Entry> entries) throws StoreException {
        SignedNote note = SignedNote.parse(
                service.ledger.store.receipts().ledger(LedgerView::head).checkpoint());
        assertThat(note.check(service.ledger.ring.current().verifierKey())).isEqualTo(SignatureCheck.VALID);
        AuditResult result = LogAudit.of(Checkpoint.parse(note.text()))
                .withReceipts(service.ledger.ring.current().verifierKey())
                .replay(entries.stream().map(Entry::canonical).iterator());
        assertThat(result).isInstanceOf(AuditResult.Sound.class);
    }

    private static void follow(Map<String, @Nullable Object> change, Map<UUID, KeyState> states) {
        note(change, "key_id", "key_state", states);
        note(change, "old_key_id", "old_key_state", states);
        if (change.get("new_key") instanceof Map<?, ?> made) {
            states.put(UUID.fromString(String.valueOf(made.get("key_id"))), state(made.get("key_state")));
        }
    }

    private static void note(
            Map<String, @Nullable Object> change, String id, String state, Map<UUID, KeyState> states) {
        if (change.get(id) instanceof String keyId && change.get(state) instanceof String name) {
            states.put(UUID.fromString(keyId), state(name));
        }
    }

    private static KeyState state(@Nullable Object name) {
        return KeyState.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT));
    }
}
