package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.Reach;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventFeed;
import io.keywright.core.foreign.TransportKey;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.transfer.ImportEnding;
import io.keywright.core.transfer.KeyImports;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.EventType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Origin;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that come from elsewhere, and keys that leave. */
class KeyTransferTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final Caller OTHER = KeyService.of("other");
    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final CryptoEngine ELSEWHERE = new CryptoEngine(CryptoProviders.jdk());
    private static final GeneratedKey PAIR = ELSEWHERE.generate(KeyType.RSA_3072);

    @TempDir
    Path folder;

    private KeyService service;
    private SmallTransfer transfer;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        service.create("acme", "local");
        service.create("other", "local");
        transfer = new SmallTransfer(service, PAIR);
    }

    @AfterEach
    void close() throws Exception {
        transfer.close();
        service.close();
    }

    private KeyImports.Begun begin(KeyType type) {
        return transfer.begin(ACME, SmallTransfer.wanted(type, null, false));
    }

    private byte[] wrapped(GeneratedKey key) {
        return transfer.transport.wrap(TransportKey.of(PAIR.publicKey()), key.material());
    }

    private List<Receipt> receipts(String operation) throws Exception {
        return service.ledger.receipts("acme").stream()
                .filter(receipt -> receipt.operation().equals(operation))
                .toList();
    }

    /** What somebody does to the store who may write it. */
    private void sql(String statement) throws Exception {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement sql = store.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isPositive();
        }
    }

    private static void refuses(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.details()).containsEntry("reason", reason);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "ED25519", "HMAC_256", "ML_DSA_65"})
    void anImportedKeySignsAsItDidElsewhere(KeyType type) throws Exception {
        GeneratedKey key = ELSEWHERE.generate(type);
        byte[] before =
                ELSEWHERE.sign(ELSEWHERE.load(type, key.material(), key.publicKey()), type.defaultAlgorithm(), DATA);

        KeyImports.Begun begun = begin(type);
        KeyMetadata imported = transfer.end(ACME, begun.importId(), wrapped(key));

        assertThat(imported.keyId()).isEqualTo(begun.importId());
        assertThat(imported.origin()).isEqualTo(Origin.IMPORTED);
        assertThat(service.verify(ACME, imported, null, DATA, before)).isTrue();
        assertThat(service.verify(ACME, imported, null, DATA, service.sign(ACME, imported, null, DATA)))
                .isTrue();
        assertThat(service.rotate(ACME, imported).successor().origin()).isEqualTo(Origin.GENERATED);
        assertThat(receipts("key_imported"))
                .extracting(receipt -> receipt.context().keyId())
                .containsExactly(imported.keyId());
    }

    @Test
    void anImportIsUsedOnce() throws Exception {
        KeyImports.Begun begun = begin(KeyType.ED25519);
        byte[] wrapped = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<?>[] races = new CompletableFuture<?>[4];
        for (int i = 0; i < races.length; i++) {
            races[i] = CompletableFuture.runAsync(() -> {
                        transfer.end(ACME, begun.importId(), wrapped);
                        made.incrementAndGet();
                    })
                    .exceptionally(refused -> null);
        }
        CompletableFuture.allOf(races).join();

        assertThat(made).hasValue(1);
        refuses(ErrorCode.INVALID_REQUEST, "import_not_open", () -> transfer.end(ACME, begun.importId(), wrapped));
    }

    @Test
    void whatIsRefusedLeavesTheImportOpenForSomeTries() {
        KeyImports.Begun begun = begin(KeyType.ED25519);
        GeneratedKey key = ELSEWHERE.generate(KeyType.ED25519);
        GeneratedKey another = ELSEWHERE.generate(KeyType.EC_P256);
        refuses(
                ErrorCode.INVALID_REQUEST,
                "other_key_type",
                () -> transfer.end(ACME, begun.importId(), wrapped(another)));
        byte[] broken = wrapped(key);
        broken[broken.length - 1] ^= 1;
        for (int i = 2; i < ImportEnding.MOST_TRIES; i++) {
            refuses(ErrorCode.INVALID_REQUEST, "unwrapping_failed", () -> transfer.end(ACME, begun.importId(), broken));
        }
        assertThat(transfer.end(ACME, begun.importId(), wrapped(key)).keyId()).isEqualTo(begun.importId());
    }

    @Test
    void anImportIsNotTriedForEver() {
        KeyImports.Begun begun = begin(KeyType.ED25519);
        for (int i = 0; i < ImportEnding.MOST_TRIES; i++) {
            refuses(
                    ErrorCode.INVALID_REQUEST,
                    "unwrapping_failed",
                    () -> transfer.end(ACME, begun.importId(), new byte[500]));
        }
        byte[] good = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        refuses(ErrorCode.INVALID_REQUEST, "import_spent", () -> transfer.end(ACME, begun.importId(), good));
    }

    @Test
    void anotherTenantHasNoSuchImport() {
        KeyImports.Begun begun = begin(KeyType.ED25519);
        byte[] wrapped = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        refuses(ErrorCode.INVALID_REQUEST, "import_not_open", () -> transfer.end(OTHER, begun.importId(), wrapped));
        refuses(ErrorCode.INVALID_REQUEST, "import_not_open", () -> transfer.end(ACME, UUID.randomUUID(), wrapped));
        assertThat(transfer.end(ACME, begun.importId(), wrapped)).isNotNull();
    }

    @Test
    void anImportThatNobodyEndsIsErasedWithAReceipt() throws Exception {
        KeyImports.Begun begun = begin(KeyType.ED25519);
        transfer.expireIn(DAY.minusMinutes(1));
        assertThat(receipts("key_import_expired")).isEmpty();
        transfer.expireIn(DAY.plusMinutes(1));
        transfer.expireIn(DAY.plusMinutes(1));

        assertThat(receipts("key_import_expired")).hasSize(1);
        byte[] wrapped = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        refuses(ErrorCode.INVALID_REQUEST, "import_not_open", () -> transfer.end(ACME, begun.importId(), wrapped));
    }

    @Test
    void aTenantHasNoMoreOpenThanItMay() {
        for (int i = 0; i < KeyImports.MOST_OPEN; i++) {
            begin(KeyType.ED25519);
        }
        refuses(ErrorCode.RATE_LIMITED, "open_imports", () -> begin(KeyType.ED25519));
        assertThat(transfer.begin(OTHER, SmallTransfer.wanted(KeyType.ED25519, null, false)))
                .isNotNull();
    }

    @Test
    void anAliasIsGivenOnce() {
        KeyImports.Begun begun = transfer.begin(ACME, SmallTransfer.wanted(KeyType.ED25519, "taken", false));
        service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null, "taken");
        byte[] wrapped = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        refuses(ErrorCode.INVALID_REQUEST, "alias_taken", () -> transfer.end(ACME, begun.importId(), wrapped));
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "ED25519", "AES_256", "ML_DSA_65"})
    void whatLeavesComesBackAsTheSameKey(KeyType type) {
        KeyMetadata made = transfer.make(ACME, SmallTransfer.wanted(type, null, true));
        byte[] left = transfer.export(
                ACME, made, TransportKey.of(PAIR.publicKey()), transfer.approved(made, SmallTransfer.DIGEST));
        KeyMetadata back = transfer.end(ACME, begin(type).importId(), left);

        assertThat(back.publicKey()).isEqualTo(made.publicKey());
        if (type.asymmetric()) {
            assertThat(service.verify(ACME, made, null, DATA, service.sign(ACME, back, null, DATA)))
                    .isTrue();
        }
    }

    @Test
    void aKeyLeavesOnlyIfItWasMadeToAndWithAnApprovalOfJustThat() throws Exception {
        TransportKey recipient = TransportKey.of(PAIR.publicKey());
        KeyMetadata staying = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
        KeyMetadata leaving = transfer.make(ACME, SmallTransfer.wanted(KeyType.ED25519, null, true));
        String forStaying = transfer.approved(staying, SmallTransfer.DIGEST);
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "not_exportable",
                () -> transfer.export(ACME, staying, recipient, forStaying));
        refuses(ErrorCode.POLICY_VIOLATION, "approval_required", () -> transfer.export(ACME, leaving, recipient, null));
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "approval_mismatch",
                () -> transfer.export(ACME, leaving, recipient, forStaying));
        String forAnother = transfer.approved(leaving, "for another wrapping key".getBytes(US_ASCII));
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "approval_mismatch",
                () -> transfer.export(ACME, leaving, recipient, forAnother));
        assertThatThrownBy(() -> transfer.export(OTHER, leaving, recipient, null))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND));

        String once = transfer.approved(leaving, SmallTransfer.DIGEST);
        byte[] left = transfer.export(ACME, leaving, recipient, once);
        try (SecretBytes material =
                transfer.transport.unwrap(PAIR.material(), left).orElseThrow()) {
            assertThat(material.size()).isEqualTo(48);
        }
        refuses(ErrorCode.POLICY_VIOLATION, "approval_spent", () -> transfer.export(ACME, leaving, recipient, once));
        assertThat(receipts("key_exported"))
                .filteredOn(receipt -> receipt.context().success())
                .extracting(Receipt::operation)
                .hasSize(1);
    }

    private List<Event> events(EventType... types) throws Exception {
        try (EventFeed feed = new EventFeed(service.ledger.store.receipts(), new Bell(), new Supervisor())) {
            return new EventCursor(feed, Reach.of(Objects.requireNonNull(ACME.scope())), Set.of(types), 0)
                    .next(Integer.MAX_VALUE, Duration.ofSeconds(10)).stream()
                            .flatMap(occurrence -> occurrence.events().stream())
                            .toList();
        }
    }

    @Test
    void subscribersHearOfKeysThatComeAndThatLeave() throws Exception {
        TransportKey recipient = TransportKey.of(PAIR.publicKey());
        KeyImports.Begun begun = transfer.begin(ACME, SmallTransfer.wanted(KeyType.ED25519, null, true));
        KeyMetadata key = transfer.end(ACME, begun.importId(), wrapped(ELSEWHERE.generate(KeyType.ED25519)));
        transfer.export(ACME, key, recipient, transfer.approved(key, SmallTransfer.DIGEST));
        UUID receipt = receipts("key_exported").getFirst().receiptId();

        assertThat(events(EventType.KEY_GENERATED, EventType.KEY_IMPORTED, EventType.KEY_EXPORTED))
                .extracting(Event::payload)
                .containsExactly(
                        new EventPayload.KeyCame(
                                EventType.KEY_IMPORTED,
                                key.keyId(),
                                KeyType.ED25519,
                                KeyType.ED25519.usages(),
                                KeyState.ACTIVE),
                        new EventPayload.KeyExported(key.keyId(), receipt, recipient.sha256()));
    }

    @Test
    void whoLoosensTheStoreGetsNothing() throws Exception {
        KeyMetadata staying = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
        KeyImports.Begun begun = begin(KeyType.ED25519);
        sql("UPDATE key_lines SET exportable = 1");
        sql(
                "UPDATE key_imports SET plan = CAST(replace(CAST(plan AS TEXT), '\"exportable\":false', '\"exportable\":true') AS BLOB)");
        String token = transfer.approved(staying, SmallTransfer.DIGEST);
        refuses(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                RowGuard.REASON,
                () -> transfer.export(ACME, staying, TransportKey.of(PAIR.publicKey()), token));
        byte[] wrapped = wrapped(ELSEWHERE.generate(KeyType.ED25519));
        refuses(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "import_integrity",
                () -> transfer.end(ACME, begun.importId(), wrapped));
    }
}
