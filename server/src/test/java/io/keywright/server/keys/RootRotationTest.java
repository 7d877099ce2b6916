package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyBinding;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.testkit.fault.FaultPlan.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** New versions succeed tenants' roots: by request, resumable, and without anything lost. */
class RootRotationTest extends RootRotationSetup {

    /** More than two portions. */
    private static final int MANY = 250;

    @Test
    void whatWasEncryptedBeforeIsDecryptedAfterAndNothingLiesUnderTheOldVersion() throws Exception {
        service.create("acme", "local", "cloud");
        KeyMetadata before = make(KeyType.AES_256);
        KeyMetadata signing = make(KeyType.ED25519);
        Encrypted encrypted = service.encrypt(ACME, before, DATA, AAD);
        byte[] signature = service.sign(ACME, signing, null, DATA);

        TenantRoot second = service.rotateRoot("acme");
        assertThat(second.version()).isEqualTo(2);
        assertThat(wraps(2)).hasSize(2);
        assertThat(stored(make(KeyType.AES_256)).rootVersion()).isEqualTo(2);
        assertThat(stored(before).rootVersion()).isOne();
        assertThat(decrypts(before, encrypted)).isTrue();

        rotations.run();
        assertThat(stored(before).rootVersion()).isEqualTo(2);
        assertThat(below(1)).isZero();
        assertThat(versions()).containsExactly(1, 2);
        assertThat(receipts("secrets_rewrapped")).isOne();

        clock.pass(RootRotations.STAY.minusMillis(1));
        rotations.run();
        assertThat(versions()).containsExactly(1, 2);
        clock.pass(Duration.ofMillis(1));
        rotations.run();
        assertThat(versions()).containsExactly(2);
        assertThat(wraps(1)).isEmpty();
        assertThat(seen.all).containsExactly("retired acme 1");
        assertThat(decrypts(before, encrypted)).isTrue();
        assertThat(service.verify(ACME, signing, null, DATA, signature)).isTrue();
        assertThat(service.sign(ACME, signing, null, DATA)).isEqualTo(signature);
        assertThat(receipts("tenant_root_rotated")).isOne();
        assertThat(receipts("tenant_root_retired")).isOne();

        long told = service.ledger.receipts("acme").size();
        rotations.run();
        assertThat(service.ledger.receipts("acme")).hasSize((int) told);
    }

    @Test
    void eachTellsInTheLedgerWhatItDid() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        service.rotateRoot("acme");
        assertThat(service.ledger.newestChange("acme"))
                .contains("\"root_version\":2", "\"provider\":\"local\"", "\"actor\":\"" + KeyService.ADMIN.subject());
        rotations.run();
        assertThat(service.ledger.newestChange("acme"))
                .contains("\"keys\":[\"" + key.keyId() + "\"]", "\"old_root_version\":1", "\"root_version\":2");
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(service.ledger.newestChange("acme")).contains("\"root_version\":1");
    }

    @Test
    void whatLiesUnderOneVersionDoesNotOpenUnderAnother() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        WrappedSecret first = stored(key);
        service.rotateRoot("acme");
        assertThatThrownBy(() -> service.roots.unwrap("acme", new WrappedSecret(2, first.blob()), KeyBinding.of(key)))
                .isInstanceOf(UnwrapException.class);
        List<RootWrap> wraps = wraps(1);
        assertThat(wraps(2).getFirst().wrapped()).isNotEqualTo(wraps.getFirst().wrapped());
    }

    @Test
    void aRotationThatIsCutOffAfterAnyPortionGoesOnWhereItWas() throws Exception {
        List<KeyMetadata> keys = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            keys.add(make(KeyType.HMAC_256));
        }
        byte[] mac = service.sign(ACME, keys.getFirst(), null, DATA);
        service.rotateRoot("acme");
        for (long left : new long[] {MANY - 100, MANY - 200, 0}) {
            service.ledger.faults.breakAtCall(2, Moment.BEFORE);
            try {
                rotations.run();
            } catch (StoreException planned) {
                assertThat(planned).isNotNull();
            }
            service.ledger.faults.unavailable(false);
            reopen();
            assertThat(below(1)).isEqualTo(left);
        }
        assertThat(receipts("secrets_rewrapped")).isEqualTo(3);
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(2);
        service.forget("acme");
        assertThat(service.sign(ACME, keys.getFirst(), null, DATA)).isEqualTo(mac);
        for (KeyMetadata key : keys) {
            assertThat(stored(key).rootVersion()).isEqualTo(2);
        }
    }

    @Test
    void aProviderThatFailsHalfwayLeavesTheOldVersionInForceAndWorking() throws Exception {
        service.create("acme", "local", "cloud");
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted encrypted = service.encrypt(ACME, key, DATA, AAD);
        cloud.unavailable(true);
        assertThatThrownBy(() -> service.rotateRoot("acme"))
                .isInstanceOf(KeywrightException.class)
                .hasMessageContaining("cloud")
                .hasMessageContaining("nothing was changed");
        assertThat(versions()).containsExactly(1);
        assertThat(decrypts(key, encrypted)).isTrue();
        assertThat(stored(make(KeyType.AES_256)).rootVersion()).isOne();

        cloud.unavailable(false);
        service.rotateRoot("acme");
        service.forget("acme");
        own.unavailable(true);
        cloud.unavailable(true);
        rotations.run();
        assertThat(seen.all).containsExactly("failed acme");
        assertThat(below(1)).isEqualTo(2);
        own.unavailable(false);
        rotations.run();
        assertThat(below(1)).isEqualTo(2);
        clock.pass(Duration.ofMinutes(1));
        rotations.run();
        assertThat(below(1)).isZero();
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    @Test
    void aWrappingThatComesWhileARotationIsUnderWayOpensBothVersions() throws Exception {
        service.create("acme", "local");
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted encrypted = service.encrypt(ACME, key, DATA, AAD);
        service.rotateRoot("acme");
        service.move("acme", "cloud");
        assertThat(wraps(1)).extracting(wrap -> wrap.wrapping().provider()).containsExactly("cloud");
        assertThat(wraps(2)).extracting(wrap -> wrap.wrapping().provider()).containsExactly("cloud");
        own.unavailable(true);
        assertThat(decrypts(key, encrypted)).isTrue();
        service.forget("acme");
        rotations.run();
        assertThat(stored(key).rootVersion()).isEqualTo(2);
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(2);
        service.move("acme", "cloud");
        assertThat(versions()).containsExactly(2);
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    @Test
    void aVersionThatWasWrappedBeforeAWrappingCameIsNotTaken() throws Exception {
        service.create("acme", "local");
        RootChange.Rotated stale = service.wrapping.next(
                "acme",
                service.ledger.store.tenants().tenant("acme").orElseThrow().wrappings(),
                Deadline.never());
        service.move("acme", "local", "cloud");
        assertThatThrownBy(() -> service.ledger.commit(stale)).hasCauseInstanceOf(Conflict.class);
        assertThat(versions()).containsExactly(1);
        assertThat(service.rotateRoot("acme").wraps()).hasSize(2);
    }

    @Test
    void requestsGoOnWhileARootIsRotatedAndWhatTheyMakeMovesToo() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted encrypted = service.encrypt(ACME, key, DATA, AAD);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> requests = CompletableFuture.supplyAsync(
                () -> {
                    int made = 0;
                    while (!over.get()) {
                        make(KeyType.HMAC_256);
                        assertThat(decrypts(key, encrypted)).isTrue();
                        made++;
                    }
                    return made;
                },
                service.ledger.blocking());
        for (int i = 0; i < 3; i++) {
            service.rotateRoot("acme");
            rotations.run();
        }
        over.set(true);
        assertThat(requests.join()).isPositive();
        clock.pass(RootRotations.STAY);
        for (int i = 0; i < 3; i++) {
            rotations.run();
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(versions()).containsExactly(4);
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    @Test
    void ofNodesThatLookAtOnceOneDoesItAndTheOtherTakesUpWhatItLeaves() throws Exception {
        for (int i = 0; i < MANY; i++) {
            make(KeyType.HMAC_256);
        }
        service.rotateRoot("acme");
        List<CompletableFuture<Void>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RootRotations node = rotations(Optional.empty());
            nodes.add(CompletableFuture.runAsync(() -> run(node), service.ledger.blocking()));
        }
        nodes.forEach(CompletableFuture::join);
        assertThat(below(1)).isZero();
        assertThat(receipts("secrets_rewrapped")).isEqualTo(3);

        clock.pass(RootRotations.STAY);
        rotations.run();
        rotations(Optional.empty()).run();
        assertThat(receipts("tenant_root_retired")).isOne();
    }

    private static void run(RootRotations node) {
        try {
            node.run();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    @Test
    void onlySoManyVersionsAreInForceAtATime() {
        make(KeyType.AES_256);
        for (int i = 2; i <= 8; i++) {
            assertThat(service.rotateRoot("acme").version()).isEqualTo(i);
        }
        assertThatThrownBy(() -> service.rotateRoot("acme"))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        e -> assertThat(e.details()).containsEntry("reason", "root_versions"));
    }
}
