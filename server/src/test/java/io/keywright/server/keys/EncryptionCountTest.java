package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.change.UsageChange;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.KeyBatches;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.Plaintext;
import io.keywright.core.operations.ReEncryptable;
import io.keywright.core.operations.ReEncryption;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses and encryptions of each version of a key, counted by item as the ledger tells them, and the limit of the latter. */
class EncryptionCountTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final Caller OTHER_MODULE = SmallLedger.caller("acme", "other");
    private static final byte[] AAD = "aad".getBytes(US_ASCII);
    private static final byte[] TEXT = "text".getBytes(US_ASCII);

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = service();
        key = make(null);
    }

    private KeyService service() throws Exception {
        return new KeyService(folder, SmallLedger.provider(folder, "local"));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata make(@Nullable String alias) {
        return service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, alias);
    }

    private KeyBatches batches() {
        return service.operations.batches();
    }

    private static KeyRequest by(KeyMetadata key) {
        return new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), null);
    }

    private void encryptAll(KeyMetadata with, int items) {
        List<Plaintext> plaintexts = Collections.nCopies(items, new Plaintext(TEXT, AAD));
        service.run(ACME, Operation.ENCRYPT, batches().encrypt(by(with), plaintexts));
    }

    private void reEncrypt(KeyMetadata to, Encrypted ciphertext, byte[] aad) {
        service.run(
                ACME,
                Operation.RE_ENCRYPT,
                service.operations.reEncrypt(
                        new ReEncryption(by(key), to.keyId().toString(), null),
                        new ReEncryptable(new Ciphertext(ciphertext, aad), AAD)));
    }

    private long encryptions(KeyMetadata of) {
        return service.usage(ACME, of).encryptions().orElseThrow();
    }

    /** The ledger tells that the key has encrypted so often already. */
    private void encrypted(KeyMetadata with, long times) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        service.ledger
                .journal
                .commit(new UsageChange.KeyUsed(with.scope(), with.keyId(), today).encrypting(times))
                .get();
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.KEY_INACTIVE);
            assertThat(e.details()).containsEntry("reason", "encryption_limit");
        });
    }

    @Test
    void usesAndEncryptionsOfEachVersionAreWhatAReplayOfTheLedgerGivesAlsoAfterARestart() throws Exception {
        KeyMetadata box = make("box");
        Encrypted oldest = service.encrypt(ACME, box, TEXT, AAD);
        KeyMetadata boxNow = service.rotate(ACME, box).successor();
        List<KeyMetadata> keys = List.of(key, box, boxNow, make(null));
        Encrypted sealed = service.encrypt(ACME, key, TEXT, AAD);
        List<Ciphertext> mixed =
                List.of(new Ciphertext(oldest, AAD), new Ciphertext(sealed, AAD), new Ciphertext(oldest, TEXT));
        Random random = new Random(32);
        for (int i = 0; i < 300; i++) {
            use(random, keys.get(random.nextInt(keys.size())), sealed, mixed);
            if (i == 150) {
                service.close();
                service = service();
            }
        }
        for (KeyMetadata each : keys) {
            UsageReplay replay = new UsageReplay(service, each);
            assertThat(UsageReplay.told(service, ACME, each))
                    .isEqualTo(replay.counts())
                    .isNotEmpty();
            assertThat(encryptions(each)).isEqualTo(replay.encryptions()).isPositive();
        }
        assertThat(UsageReplay.told(service, ACME, box).values())
                .as("by alias, in batches whose receipts are the newer version's")
                .anySatisfy(count -> assertThat((long) count.get(0)).isGreaterThan(10));
    }

    private void use(Random random, KeyMetadata used, Encrypted sealed, List<Ciphertext> mixed) {
        byte[] aad = random.nextBoolean() ? AAD : TEXT;
        KeyRequest box = new KeyRequest(ScopeClaim.NONE, "alias/box", null);
        try {
            switch (random.nextInt(8)) {
                case 0 -> encryptAll(used, 1 + random.nextInt(30));
                case 1 -> reEncrypt(used, sealed, aad);
                case 2 -> reEncryptAll(used, sealed);
                case 3 -> service.dataKey(ACME, used.keyId().toString(), 256, Map.of(), true);
                case 4 -> service.decrypt(ACME, used, sealed, aad);
                case 5 -> service.encrypt(random.nextBoolean() ? ACME : OTHER_MODULE, used, TEXT, AAD);
                case 6 -> service.run(ACME, Operation.DECRYPT, batches().decrypt(box, mixed));
                default ->
                    service.run(
                            ACME,
                            Operation.ENCRYPT,
                            batches().encrypt(by(used), List.of(new Plaintext(TEXT, AAD))),
                            Deadline.in(Duration.ZERO));
            }
        } catch (KeywrightException refused) {
            assertThat(refused.code())
                    .isIn(
                            ErrorCode.KEY_INACTIVE,
                            ErrorCode.POLICY_VIOLATION,
                            ErrorCode.INVALID_REQUEST,
                            ErrorCode.DEPENDENCY_UNAVAILABLE);
        }
    }

    private void reEncryptAll(KeyMetadata to, Encrypted ciphertext) {
        List<ReEncryptable> items = Stream.of(AAD, TEXT, AAD)
                .map(aad -> new ReEncryptable(new Ciphertext(ciphertext, aad), AAD))
                .toList();
        service.run(
                ACME,
                Operation.RE_ENCRYPT,
                batches().reEncrypt(new ReEncryption(by(key), to.keyId().toString(), null), items));
    }

    @Test
    void allThatEncryptsWithAKeyCountsAndNothingElse() {
        KeyMetadata target = make(null);
        Encrypted sealed = service.encrypt(ACME, key, TEXT, AAD);
        service.decrypt(ACME, key, sealed, AAD);
        encryptAll(key, 10);
        service.dataKey(ACME, key.keyId().toString(), 256, Map.of(), false);
        assertThat(encryptions(key)).isEqualTo(12);
        reEncrypt(target, sealed, AAD);
        reEncryptAll(target, sealed);
        assertThat(encryptions(target)).as("of four items one was not opened").isEqualTo(3);
        assertThat(encryptions(key)).isEqualTo(12);
        assertThat(service.usage(ACME, service.make(ACME, KeyType.HMAC_256, Protection.SOFTWARE, null))
                        .encryptions())
                .isEmpty();
    }

    @Test
    void atTheLimitWhateverEncryptsIsRefusedAndTheSuccessorEncrypts() throws Exception {
        Encrypted sealed = service.encrypt(ACME, key, TEXT, AAD);
        KeyMetadata full = make(null);
        encrypted(full, EncryptionLimit.MOST - 3);
        refuses(() -> encryptAll(full, 4));
        encryptAll(full, 3);
        refuses(() -> service.encrypt(ACME, full, TEXT, AAD));
        refuses(() -> encryptAll(full, 1));
        refuses(() -> reEncrypt(full, sealed, AAD));
        refuses(() -> reEncryptAll(full, sealed));
        refuses(() -> service.dataKey(ACME, full.keyId().toString(), 256, Map.of(), true));
        assertThat(encryptions(full)).isEqualTo(EncryptionLimit.MOST);
        service.close();
        service = service();
        refuses(() -> service.encrypt(ACME, full, TEXT, AAD));
        KeyMetadata successor = service.rotate(ACME, full).successor();
        service.encrypt(ACME, successor, TEXT, AAD);
        assertThat(encryptions(successor)).isOne();
    }
}
