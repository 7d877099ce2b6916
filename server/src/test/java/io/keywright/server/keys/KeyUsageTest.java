package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.lifecycle.KeyUsageReports;
import io.keywright.core.usage.LastUse;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who used a key, and what stands in the way of whoever destroys one that is used. */
class KeyUsageTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final Caller ACME = KeyService.of("acme");
    private static final Caller OTHER_MODULE = SmallLedger.caller("acme", "other");

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        key = service.make(ACME, KeyType.HMAC_256, Protection.SOFTWARE, null);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static KeywrightException refusal(ThrowingCallable call) {
        List<KeywrightException> refusals = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusals::add);
        return refusals.getFirst();
    }

    @Test
    void whatIsToldOfEachVersionIsWhatAReplayOfTheLedgerGivesAlsoAfterARestart() throws Exception {
        KeyMetadata successor = service.rotate(ACME, key).successor();
        List<KeyMetadata> keys =
                List.of(key, successor, service.make(OTHER_MODULE, KeyType.HMAC_256, Protection.SOFTWARE, null));
        Random random = new Random(12);
        for (int i = 0; i < 400; i++) {
            use(random, keys.get(random.nextInt(keys.size())), random.nextBoolean() ? ACME : OTHER_MODULE);
            if (i == 200) {
                service.close();
                service = new KeyService(folder, SmallLedger.provider(folder, "local"));
            }
        }
        for (KeyMetadata each : keys) {
            assertThat(UsageReplay.told(service, ACME, each))
                    .isEqualTo(new UsageReplay(service, each).counts())
                    .isNotEmpty();
        }
        assertThat(UsageReplay.told(service, ACME, key).values())
                .anySatisfy(count -> assertThat((long) count.get(1)).isPositive());
    }

    private void use(Random random, KeyMetadata used, Caller caller) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> service.verify(caller, used, null, DATA, new byte[32]);
                case 1 -> service.usage(caller, used);
                default -> service.sign(caller, used, null, DATA);
            }
        } catch (KeywrightException refused) {
            assertThat(refused.code()).isIn(ErrorCode.KEY_INACTIVE, ErrorCode.POLICY_VIOLATION);
        }
    }

    @Test
    void theLastUseOfEachModuleAndOperationIsTheNewestThatWasDone() throws Exception {
        for (int i = 0; i < 3; i++) {
            service.sign(ACME, key, null, DATA);
        }
        service.verify(ACME, key, null, DATA, new byte[32]);
        refusal(() -> service.sign(OTHER_MODULE, key, null, DATA));
        KeyUsageReports.Report report = service.usage(ACME, key);

        assertThat(report.uses().uses()).isEqualTo(4);
        assertThat(report.uses().lastUses())
                .extracting(LastUse::operation)
                .extracting(Object::toString)
                .containsExactly("VERIFY", "SIGN");
        assertThat(report.uses().lastUses())
                .isSortedAccordingTo(Comparator.comparing(LastUse::at).reversed());
        assertThat(new UsageReplay(service, key).counts().values())
                .anySatisfy(count -> assertThat(count.get(2))
                        .isEqualTo(report.uses().lastUses().getFirst().receiptId()));
    }

    @Test
    void aKeyThatWasUsedLatelyIsDestroyedOnlyByWhoeverKnowsThat() {
        service.sign(ACME, key, null, DATA);
        for (KeywrightException refusal : List.of(
                refusal(() -> service.scheduleDestructionUnconfirmed(ACME, key)),
                refusal(() -> service.retire(ACME, key, false)))) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.details()).containsEntry("reason", "key_in_use");
            assertThat(String.valueOf(refusal.details().get("last_uses")))
                    .contains("module=app", "operation=sign", "last_receipt_id=");
            assertThat(refusal).hasMessageContaining("confirm_in_use: true");
        }
        assertThat(service.scheduleDestruction(ACME, key, null).destroysAt()).isNotNull();
        service.cancelDestruction(ACME, key);
        service.retire(ACME, key, true);
    }

    @Test
    void aVersionThatWasRotatedLongAgoAndIsStillUsedIsInUseToo() {
        byte[] signature = service.sign(ACME, key, null, DATA);
        KeyMetadata successor = service.rotate(ACME, key).successor();
        service.verify(ACME, key, null, DATA, signature);
        assertThat(refusal(() -> service.retire(ACME, key, false)).details()).containsEntry("reason", "key_in_use");
        service.retire(ACME, successor, false);
    }

    @Test
    void nobodyIsAskedAboutAKeyThatIsCompromisedOrWasNotUsed() {
        refusal(() -> service.sign(OTHER_MODULE, key, null, DATA));
        service.usage(ACME, key);
        assertThat(service.scheduleDestructionUnconfirmed(ACME, key).destroysAt())
                .isNotNull();

        KeyMetadata compromised = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
        service.sign(ACME, compromised, null, DATA);
        service.revoke(ACME, compromised);
    }

    @Test
    void anEmergencyLeavesTheOldKeyNoGraceAndTheAliasTheNewOne() throws Exception {
        KeyMetadata named = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, "box");
        byte[] wrapped = service.dataKey(ACME, "alias/box", 256, Map.of(), true)
                .wrapped()
                .bytes();
        KeyMetadata old = service.replace(ACME, named).predecessor();

        assertThat(old.keyState()).isEqualTo(KeyState.ARCHIVED);
        assertThat(service.dataKey(ACME, "alias/box", 256, Map.of(), true)
                        .wrapped()
                        .keyId())
                .isEqualTo(old.rotatedTo());
        assertThat(refusal(() -> service.encrypt(ACME, named, DATA, new byte[0]))
                        .code())
                .isEqualTo(ErrorCode.KEY_INACTIVE);
        assertThat(refusal(() -> service.restore(ACME, named)).code()).isEqualTo(ErrorCode.KEY_INACTIVE);
        assertThat(refusal(() -> service.replace(ACME, named)).code()).isEqualTo(ErrorCode.KEY_INACTIVE);
        assertThat(service.unwrap(ACME, null, wrapped, Map.of()).size()).isEqualTo(32);
        assertThat(service.ledger.receipts("acme"))
                .filteredOn(receipt -> receipt.context().success())
                .extracting(Receipt::operation)
                .containsOnlyOnce("key_rotated");
    }

    @Test
    void anothersKeyIsNotThere() {
        assertThat(refusal(() -> service.usage(KeyService.of("globex"), key)).code())
                .isEqualTo(ErrorCode.KEY_NOT_FOUND);
    }
}
