package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.BatchResult;
import io.keywright.core.operations.BatchResult.Item;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.Plaintext;
import io.keywright.core.operations.ReEncryptable;
import io.keywright.core.operations.ReEncryption;
import io.keywright.core.operations.Used;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ciphertexts that get under another key: by nobody who could not decrypt them, and told of both keys. */
class ReEncryptionTest {

    private static final byte[] TEXT = "for your eyes only".getBytes(US_ASCII);
    private static final byte[] AAD = "document 42".getBytes(US_ASCII);
    private static final Caller ACME = KeyService.of("acme");
    private static final Caller GLOBEX = KeyService.of("globex");

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata source;
    private Encrypted old;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        source = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        old = encrypt(source);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private Encrypted encrypt(KeyMetadata key) {
        return service.run(ACME, Operation.ENCRYPT, service.operations.encrypt(by(key), new Plaintext(TEXT, AAD)))
                .value();
    }

    private byte[] decrypt(KeyMetadata key, Encrypted encrypted, byte[] aad) {
        return service.run(ACME, Operation.DECRYPT, service.operations.decrypt(by(key), new Ciphertext(encrypted, aad)))
                .value();
    }

    private static KeyRequest by(KeyMetadata key) {
        return new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), null);
    }

    private Used<Used<Encrypted>> reEncrypt(@Nullable KeyMetadata target) {
        return reEncrypt(ACME, by(source), target, old, AAD);
    }

    private Used<Used<Encrypted>> reEncrypt(
            Caller caller, KeyRequest from, @Nullable KeyMetadata target, Encrypted encrypted, byte[] aad) {
        String to = target == null ? null : target.keyId().toString();
        return service.run(
                caller,
                Operation.RE_ENCRYPT,
                service.operations.reEncrypt(
                        new ReEncryption(from, to, null), new ReEncryptable(new Ciphertext(encrypted, aad), AAD)));
    }

    private KeyMetadata make(Set<KeyUsage> usages, AccessPolicy policy) {
        return service.make(
                ACME,
                new NewKey(ScopeClaim.NONE, KeyType.AES_256, usages, Protection.SOFTWARE, null, null, policy, null));
    }

    private static void refuses(ErrorCode code, String member, Object value, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.details()).containsEntry(member, value);
        });
    }

    private long used(KeyMetadata key) throws Exception {
        return service.ledger.store.usage().used(key.scope(), key.keyId(), LocalDate.now(ZoneOffset.UTC));
    }

    @Test
    void bringsACiphertextToTheNewestVersionOfItsKey() {
        KeyMetadata middle = service.rotate(ACME, source).successor();
        KeyMetadata newest = service.rotate(ACME, middle).successor();
        Used<Used<Encrypted>> moved = reEncrypt(null);
        assertThat(moved.keyId()).isEqualTo(source.keyId());
        assertThat(moved.value().keyId()).isEqualTo(newest.keyId());
        assertThat(decrypt(newest, moved.value().value(), AAD)).isEqualTo(TEXT);
        refuses(
                ErrorCode.INVALID_REQUEST,
                "reason",
                "decryption_failed",
                () -> decrypt(source, moved.value().value(), AAD));
    }

    @Test
    void makesItNewUnderAKeyThatWasNotRotated() {
        Used<Used<Encrypted>> moved = reEncrypt(null);
        assertThat(moved.value().keyId()).isEqualTo(source.keyId());
        assertThat(moved.value().value().iv()).isNotEqualTo(old.iv());
        assertThat(decrypt(source, moved.value().value(), AAD)).isEqualTo(TEXT);
    }

    @Test
    void leavesOneReceiptThatNamesBothKeysAndCountsAUseOfEach() throws Exception {
        KeyMetadata target = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        long before = used(source);
        int receipts = service.ledger.receipts("acme").size();
        reEncrypt(target);
        List<Receipt> all = service.ledger.receipts("acme");
        assertThat(all).hasSize(receipts + 1);
        assertThat(all.getLast().operation()).isEqualTo("re_encrypted");
        assertThat(all.getLast().context().keyId()).isEqualTo(source.keyId());
        assertThat(service.ledger.newestChange("acme"))
                .contains("{\"key_id\":\"" + source.keyId() + "\",\"times\":1,\"usage\":\"decrypt\"}")
                .contains("{\"key_id\":\"" + target.keyId() + "\",\"times\":1,\"usage\":\"encrypt\"}");
        assertThat(used(source)).isEqualTo(before + 1);
        assertThat(used(target)).isEqualTo(1);
    }

    @Test
    void failsAlikeForWhateverReason() throws Exception {
        KeyMetadata other = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        byte[] altered = old.ciphertext().clone();
        altered[0] ^= 1;
        KeywrightException first = null;
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> reEncrypt(ACME, by(source), other, old, new byte[0]),
                () -> reEncrypt(ACME, by(source), other, new Encrypted(old.iv(), altered), AAD),
                () -> reEncrypt(ACME, by(source), other, new Encrypted(new byte[12], old.ciphertext()), AAD),
                () -> reEncrypt(ACME, by(source), other, new Encrypted(new byte[5], new byte[3]), AAD),
                () -> reEncrypt(ACME, by(other), source, old, AAD))) {
            KeywrightException failure = catchThrowableOfType(KeywrightException.class, call);
            first = first == null ? failure : first;
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(failure.advice()).isEqualTo(first.advice());
            assertThat(failure.details().get("reason")).isEqualTo("decryption_failed");
            assertThat(failure.details()).containsOnlyKeys("reason", "receipt_id");
        }
        assertThat(service.ledger.newestChange("acme"))
                .as("a refusal names both keys, too")
                .contains(source.keyId().toString(), other.keyId().toString());
    }

    @Test
    void givesNobodyWhatDecryptRefuses() {
        KeyMetadata mine = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        AccessPolicy encryptOnly = new AccessPolicy(Set.of("app"), false, 100, Map.of("app", Set.of(KeyUsage.ENCRYPT)));
        KeyMetadata writeOnly = make(KeyType.AES_256.usages(), encryptOnly);
        Encrypted secret = encrypt(writeOnly);
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "reason",
                "operation_not_allowed",
                () -> reEncrypt(ACME, by(writeOnly), mine, secret, AAD));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "required",
                "decrypt",
                () -> reEncrypt(ACME, by(make(Set.of(KeyUsage.ENCRYPT), defaults())), mine, old, AAD));
        AccessPolicy approved = new AccessPolicy(Set.of("app"), true, 100);
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "reason",
                "approval_required",
                () -> reEncrypt(ACME, by(make(KeyType.AES_256.usages(), approved)), mine, old, AAD));
    }

    private static AccessPolicy defaults() {
        return new AccessPolicy(Set.of("app"), false, 100);
    }

    @Test
    void needsOfTheTargetWhatEncryptNeeds() {
        refuses(
                ErrorCode.INVALID_REQUEST,
                "required",
                "encrypt",
                () -> reEncrypt(make(Set.of(KeyUsage.DECRYPT), defaults())));
        AccessPolicy decryptOnly = new AccessPolicy(Set.of("app"), false, 100, Map.of("app", Set.of(KeyUsage.DECRYPT)));
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "member",
                "target_key_id",
                () -> reEncrypt(make(KeyType.AES_256.usages(), decryptOnly)));
        AccessPolicy approved = new AccessPolicy(Set.of("app"), true, 100);
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "reason",
                "approval_required",
                () -> reEncrypt(make(KeyType.AES_256.usages(), approved)));
        KeyMetadata archived = service.archive(ACME, make(KeyType.AES_256.usages(), defaults()));
        refuses(ErrorCode.KEY_INACTIVE, "member", "target_key_id", () -> reEncrypt(archived));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "reason",
                "key_usage",
                () -> reEncrypt(service.make(ACME, KeyType.HMAC_256, Protection.SOFTWARE, null)));
    }

    @Test
    void reachesIntoNoOtherTenant() {
        KeyMetadata theirs = service.make(GLOBEX, KeyType.AES_256, Protection.SOFTWARE, null);
        refuses(ErrorCode.KEY_NOT_FOUND, "member", "target_key_id", () -> reEncrypt(theirs));
        assertThatThrownBy(() -> reEncrypt(GLOBEX, by(source), theirs, old, AAD))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND));
    }

    @Test
    void countsByBothQuotas() throws Exception {
        KeyMetadata once = make(KeyType.AES_256.usages(), new AccessPolicy(Set.of("app"), false, 1));
        reEncrypt(once);
        long before = used(source);
        refuses(ErrorCode.RATE_LIMITED, "reason", "daily_usage", () -> reEncrypt(once));
        assertThat(used(once)).isEqualTo(1);
        assertThat(used(source)).isEqualTo(before + 1);
    }

    @Test
    void comesInBatchesWithTheirOwnReceipt() throws Exception {
        KeyMetadata target = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        List<ReEncryptable> items = List.of(
                new ReEncryptable(new Ciphertext(old, AAD), AAD),
                new ReEncryptable(new Ciphertext(old, new byte[0]), AAD));
        BatchResult<Used<Encrypted>> result = service.run(
                ACME,
                Operation.RE_ENCRYPT,
                service.operations
                        .batches()
                        .reEncrypt(
                                new ReEncryption(by(source), target.keyId().toString(), Algorithm.CHACHA20_POLY1305),
                                items));
        assertThat(used(target)).isEqualTo(2);
        assertThat(service.ledger.newestChange("acme"))
                .contains("\"failures\":1,\"items\":2")
                .contains("{\"key_id\":\"" + target.keyId() + "\",\"times\":1,\"usage\":\"encrypt\"}");
        assertThat(result.items().get(1)).isInstanceOf(Item.Refused.class);
        Used<Encrypted> made = result.items().getFirst().told(Used::value, refusal -> {
            throw refusal;
        });
        assertThat(made.algorithm()).isEqualTo(Algorithm.CHACHA20_POLY1305);
        KeyRequest chacha = new KeyRequest(ScopeClaim.NONE, target.keyId().toString(), Algorithm.CHACHA20_POLY1305);
        assertThat(service.run(
                                ACME,
                                Operation.DECRYPT,
                                service.operations.decrypt(chacha, new Ciphertext(made.value(), AAD)))
                        .value())
                .isEqualTo(TEXT);
    }
}
