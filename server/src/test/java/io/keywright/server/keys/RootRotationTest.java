package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.core.idempotency.AnswerSeal;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyBinding;
import io.keywright.core.rotation.RootRotationWatch;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RootSchedule;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.EventType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RewrappedSecret.Owner;
import io.keywright.model.RootWrap;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultPlan.Moment;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New versions succeed tenants' roots: by request and by schedule, resumable, and without anything lost. */
class RootRotationTest {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Caller ACME = KeyService.of("acme");
    private static final Scope SCOPE = Objects.requireNonNull(ACME.scope());
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] AAD = {};

    /** More than two portions. */
    private static final int MANY = 250;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final FaultPlan own = new FaultPlan();
    private final FaultPlan cloud = new FaultPlan();
    private final Seen seen = new Seen();
    private KeyService service;
    private RootRotations rotations;

    private static final class Seen implements RootRotationWatch {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void rotated(String tenantId, int version) {
            all.add("rotated " + tenantId + " " + version);
        }

        @Override
        public void retired(String tenantId, int version) {
            all.add("retired " + tenantId + " " + version);
        }

        @Override
        public void failed(String tenantId, KeywrightException cause) {
            all.add("failed " + tenantId);
        }

        @Override
        public void left(OldRoot root) {
            all.add("left " + root.tenantId() + " " + root.secrets());
        }
    }

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(
                folder,
                clock,
                Set.of(),
                new FaultyRootProvider(SmallLedger.provider(folder, "local"), own),
                new FaultyRootProvider(SmallLedger.provider(folder, "cloud"), cloud));
        rotations = rotations(Optional.empty());
    }

    /** Those of a node of its own. */
    private RootRotations rotations(Optional<Duration> period) {
        return new RootRotations(
                new RootSchedule(period),
                service.ledger.store.dependants(),
                service.ledger.store.tenants(),
                service.wrapping,
                service.roots,
                () -> true,
                service.ledger.recorder,
                seen,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private void reopen() throws Exception {
        service.close();
        open();
    }

    private KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.SOFTWARE, null);
    }

    private WrappedSecret stored(KeyMetadata key) throws StoreException {
        return service.ledger
                .store
                .keys()
                .key(key.scope(), new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .wrapped()
                .orElseThrow();
    }

    private List<Integer> versions() throws StoreException {
        return service.ledger.store.tenantRoots().versions("acme");
    }

    private List<RootWrap> wraps(int version) throws StoreException {
        return service.ledger
                .store
                .tenantRoots()
                .tenantRoot("acme", version)
                .orElseThrow()
                .wraps();
    }

    private long below(int version) throws StoreException {
        return service.ledger.store.dependants().old("acme").stream()
                .filter(root -> root.version() == version)
                .mapToLong(OldRoot::dependants)
                .sum();
    }

    private long receipts(String operation) throws StoreException {
        return service.ledger.receipts("acme").stream()
                .map(Receipt::operation)
                .filter(operation::equals)
                .count();
    }

    /** Whatever this node held is opened from the store again. */
    private boolean decrypts(KeyMetadata key, Encrypted encrypted) {
        service.forget("acme");
        return new String(service.decrypt(ACME, key, encrypted, AAD), US_ASCII).equals("data");
    }

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
    void rootsAreRotatedByThemselvesOnceInTheirTimeAndNotAllAtOnce() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted encrypted = service.encrypt(ACME, key, DATA, AAD);
        service.make(KeyService.of("globex"), KeyType.AES_256, Protection.SOFTWARE, null);
        RootRotations yearly = rotations(Optional.of(YEAR));
        clock.pass(YEAR.minus(YEAR.dividedBy(10)).minusMillis(1));
        yearly.run();
        assertThat(seen.all).isEmpty();
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 37; day++) {
            clock.pass(Duration.ofDays(1));
            yearly.run();
            if (!seen.all.isEmpty() && seen.all.getLast().startsWith("rotated")) {
                days.add(day);
                clock.pass(RootRotations.STAY);
                yearly.run();
            }
        }
        assertThat(seen.all)
                .containsExactlyInAnyOrder("rotated acme 2", "retired acme 1", "rotated globex 2", "retired globex 1");
        assertThat(days).doesNotHaveDuplicates();
        assertThat(stored(key).rootVersion()).isEqualTo(2);
        assertThat(receipts("tenant_root_rotated")).isOne();
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    @Test
    void aRootThatIsDueAndCannotBeWrappedIsTriedAgain() throws Exception {
        make(KeyType.AES_256);
        clock.pass(YEAR);
        RootRotations yearly = rotations(Optional.of(YEAR));
        own.unavailable(true);
        yearly.run();
        yearly.run();
        assertThat(seen.all).containsExactly("failed acme");
        own.unavailable(false);
        clock.pass(Duration.ofMinutes(1));
        yearly.run();
        assertThat(seen.all).containsExactly("failed acme", "rotated acme 2");
    }

    @Test
    void theSecretsOfWebhooksMoveTooAndSignAsBefore() throws Exception {
        WebhookSecrets secrets =
                new WebhookSecrets(service.roots, service.ledger.store.subscriptions(), service.ledger.crypto, clock);
        Subscription subscription = subscription();
        service.ledger.commit(new SubscriptionChange.Created(subscription, 10));
        service.rotateRoot("acme");
        rotations.run();
        assertThat(below(1)).isZero();
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(2);
        service.roots.drop(CachePart.ALL);
        try (SecretBytes expected = SecretBytes.own(DATA.clone())) {
            assertThat(secrets.open(subscription).current()).isEqualTo(expected);
        }
    }

    private Subscription subscription() {
        UUID id = service.ledger.ids.next();
        try (SecretBytes secret = SecretBytes.own(DATA.clone())) {
            WrappedSecret wrapped = service.roots.wrap(ACME, "acme", secret, WebhookSecrets.binding("acme", id));
            return new Subscription(
                    id,
                    SCOPE,
                    new SubscriptionTarget.Webhook("https://hooks.test/"),
                    Optional.of(wrapped),
                    Optional.empty(),
                    Set.of(EventType.KEY_GENERATED),
                    0,
                    SubscriptionState.ACTIVE,
                    null,
                    1,
                    clock.instant());
        }
    }

    @Test
    void answersThatAreKeptForRepeatsOpenForTheirDay() throws Exception {
        KeptAnswers kept = new KeptAnswers(service.ledger.store.keptAnswers(), new AnswerSeal(service.roots), clock);
        String digest = "0".repeat(64);
        RepeatableRequest request = new RepeatableRequest(digest, digest, digest);
        service.ledger.commit(kept.keep(ACME, Operation.RENEW_SUBSCRIPTION_SECRET, request, DATA, new Change.None()));
        service.rotateRoot("acme");
        clock.pass(KeptAnswers.TIME.minusMillis(1));
        rotations.run();
        service.roots.drop(CachePart.ALL);
        assertThat(kept.find(ACME, request)).hasValue(DATA);
    }

    @Test
    void aSecretThatDoesNotOpenHoldsTheOldVersionAndNoOtherSecret() throws Exception {
        KeyMetadata broken = make(KeyType.AES_256);
        KeyMetadata sound = make(KeyType.AES_256);
        service.rotateRoot("acme");
        Change damage = new RootChange.SecretsRewrapped(
                "acme",
                1,
                1,
                List.of(new RewrappedSecret(
                        Owner.KEY, broken.keyId(), stored(broken), new WrappedSecret(1, new byte[60]))));
        service.ledger.commit(damage);
        rotations.run();
        assertThat(seen.all).containsExactly("left acme 1");
        assertThat(stored(sound).rootVersion()).isEqualTo(2);
        clock.pass(RootRotations.STAY);
        rotations.run();
        assertThat(versions()).containsExactly(1, 2);
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
