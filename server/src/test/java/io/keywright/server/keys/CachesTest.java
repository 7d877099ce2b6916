package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.administration.CacheFigures;
import io.keywright.core.administration.CacheFigures.Group;
import io.keywright.core.administration.Caches;
import io.keywright.core.administration.Caches.Purged;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Warmed;
import io.keywright.core.administration.Warmed.Failure;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Administrators see, empty and fill what a node holds in memory. */
class CachesTest {

    private static final String TENANT = SmallVault.SCOPE.tenantId();
    private static final CachePart ALL_OF_TENANT = CachePart.ofTenant(TENANT);
    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private SmallVault vault;
    private SmallKeys keys;
    private Caches caches;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        keys = new SmallKeys(vault, vault.roots(nanos::get), nanos::get);
        Authorizer authorizer =
                new Authorizer(new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject())))));
        caches = new Caches(
                new TenantCatalogue(authorizer, vault.store.tenants()),
                vault.keys,
                keys.roots,
                keys.ring,
                vault.store.keys(),
                vault.blocking);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private <T> T run(Caller caller, Operation operation, UseCase<T> useCase) {
        try {
            return vault.ledger
                    .calls
                    .run(SmallLedger.call(caller, operation), () -> useCase)
                    .join()
                    .value();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }

    private Purged purge(CachePart part) {
        return run(ADMIN, Operation.PURGE_CACHE, caches.purge(part));
    }

    private Warmed warm(CachePart part) {
        return run(ADMIN, Operation.WARM_CACHE, caches.warm(part));
    }

    private UsableKey use(KeyMetadata key) {
        return keys.material(key, KeyUsage.ENCRYPT);
    }

    private static CachePart part(KeyMetadata key) {
        return new CachePart(Optional.empty(), Optional.of(TENANT), Optional.of(key.keyId()));
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void anOffSwitchCountsAtOnceWithAPurge() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        UsableKey material = use(key);
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        assertThat(use(key)).isSameAs(material);
        assertThat(purge(ALL_OF_TENANT)).isEqualTo(new Purged(1, 1, 0));
        refuses("key_disabled", () -> use(key));
        Eventually.passes(() -> assertThat(material.destroyed()).isTrue());
        vault.own.refusing(Optional.empty());
        purge(ALL_OF_TENANT);
        assertThat(use(key)).isNotNull();
    }

    @Test
    void aPurgeOfOthersLeavesATenantAlone() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        UsableKey material = use(key);
        assertThat(purge(CachePart.ofTenant("globex"))).isEqualTo(new Purged(0, 0, 0));
        assertThat(purge(CachePart.ofProvider("cloud"))).isEqualTo(new Purged(0, 0, 0));
        assertThat(use(key)).isSameAs(material);
        assertThat(purge(CachePart.ofProvider("local"))).isEqualTo(new Purged(1, 1, 0));
        assertThat(use(key)).isNotSameAs(material);
    }

    @Test
    void aPurgeOfAKeyLeavesItsRootAndOtherKeysAlone() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        KeyMetadata other = keys.create(KeyType.AES_256);
        UsableKey material = use(key);
        UsableKey ofOther = use(other);
        int asked = vault.own.calls();
        assertThat(purge(part(key))).isEqualTo(new Purged(0, 1, 0));
        assertThat(use(key)).isNotSameAs(material);
        assertThat(use(other)).isSameAs(ofOther);
        assertThat(vault.own.calls()).isEqualTo(asked);
    }

    @Test
    void publicKeysGoWithTheirTenantAndStayWhereAProviderIsMeant() {
        KeyMetadata key = keys.create(KeyType.ED25519);
        keys.found(key, KeyUsage.SIGN);
        Eventually.passes(() -> assertThat(figures().publicKeys().held()).isEqualTo(1));
        assertThat(purge(CachePart.ofProvider("local")).publicKeys()).isZero();
        assertThat(purge(ALL_OF_TENANT).publicKeys()).isEqualTo(1);
        assertThat(purge(CachePart.ALL)).isEqualTo(new Purged(0, 0, 0));
    }

    private CacheFigures figures() {
        return caches.figures(ADMIN, CachePart.ALL, null, 10);
    }

    @Test
    void showsHowMuchIsHeldHowOldItIsAndWhenItIsRenewed() {
        vault.tenant("globex", "cloud");
        keys.roots.warm("globex");
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        KeyMetadata key = keys.create(KeyType.AES_256);
        use(key);
        use(key);
        CacheFigures figures = figures();
        assertThat(figures.roots().held()).isEqualTo(2);
        assertThat(figures.roots().room()).isEqualTo(1000);
        assertThat(figures.keys().held()).isEqualTo(1);
        assertThat(figures.keys().hitRate()).isEqualTo(0.5);
        assertThat(figures.roots().times().oldest()).hasValue(Duration.ofMinutes(10));
        assertThat(figures.roots().times().nextRenewal())
                .hasValueSatisfying(next -> assertThat(next).isBetween(Duration.ofMinutes(35), Duration.ofMinutes(44)));
        assertThat(figures.providers()).extracting(Group::name).containsExactly("cloud", "local");
        assertThat(figures.tenants()).extracting(Group::name).containsExactly(TENANT, "globex");
        assertThat(figures.tenants().getFirst())
                .returns(1, Group::roots)
                .returns(1, Group::keys)
                .returns(Optional.of(Duration.ZERO), tenant -> tenant.times().oldest());
    }

    @Test
    void showsTheTenantsAPageAtATimeAndOnlyThoseThatAreMeant() {
        vault.tenant("globex", "cloud");
        vault.tenant("initech", "cloud");
        warm(CachePart.ALL);
        assertThat(caches.figures(ADMIN, CachePart.ALL, null, 1).tenants())
                .extracting(Group::name)
                .containsExactly("globex");
        assertThat(caches.figures(ADMIN, CachePart.ALL, "globex", 1).tenants())
                .extracting(Group::name)
                .containsExactly("initech");
        CacheFigures one = caches.figures(ADMIN, CachePart.ofTenant("initech"), null, 10);
        assertThat(one.tenants()).extracting(Group::name).containsExactly("initech");
        assertThat(one.roots().held()).isEqualTo(2);
        assertThat(caches.figures(ADMIN, CachePart.ofProvider("local"), null, 10)
                        .tenants())
                .isEmpty();
    }

    @Test
    void afterWarmingATenantNoUseWaitsForItsProvider() {
        KeyMetadata one = keys.create(KeyType.AES_256);
        KeyMetadata two = keys.create(KeyType.HMAC_256);
        purge(CachePart.ALL);
        assertThat(warm(ALL_OF_TENANT)).isEqualTo(new Warmed(1, 2, 0, List.of(), true));
        vault.own.unavailable(true);
        assertThat(use(one)).isNotNull();
        assertThat(use(two)).isNotNull();
        purge(part(one));
        assertThat(warm(part(one))).isEqualTo(new Warmed(0, 1, 0, List.of(), true));
    }

    @Test
    void whatDoesNotOpenIsNamedWithTheReason() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        vault.tenant("globex", "cloud");
        purge(CachePart.ALL);
        vault.own.unavailable(true);
        assertThat(warm(CachePart.ALL))
                .isEqualTo(new Warmed(
                        1,
                        0,
                        1,
                        List.of(new Failure(
                                TENANT, Optional.empty(), Optional.of("local"), Optional.of("unreachable"))),
                        true));
        assertThat(warm(part(key)).failures())
                .containsExactly(new Failure(
                        TENANT, Optional.of(key.keyId()), Optional.of("local"), Optional.of("unreachable")));
        assertThat(warm(CachePart.ofProvider("cloud")).failed()).isZero();
    }

    @Test
    void warmingNeverAsksForMoreThanAFewRootsAtOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            vault.tenant("tenant-" + i, "cloud");
        }
        vault.cloud.hang();
        int before = vault.cloud.calls();
        List<CompletableFuture<Warmed>> warming = List.of(
                CompletableFuture.supplyAsync(() -> warm(CachePart.ALL), vault.blocking),
                CompletableFuture.supplyAsync(() -> warm(CachePart.ALL), vault.blocking));
        Eventually.passes(() -> assertThat(vault.cloud.calls()).isGreaterThan(before));
        Thread.sleep(50);
        assertThat(vault.cloud.calls() - before).isBetween(1, 4);
        vault.cloud.goOn();
        assertThat(warming).allSatisfy(each -> assertThat(each.join().roots()).isEqualTo(12));
        assertThat(vault.cloud.calls() - before).isEqualTo(12);
    }

    @Test
    void onlyThePlatformsAdministratorsMay() {
        Caller app = SmallVault.CALLER;
        assertThatThrownBy(() -> run(app, Operation.PURGE_CACHE, caches.purge(CachePart.ALL)))
                .hasMessageContaining("role");
        assertThatThrownBy(() -> run(app, Operation.WARM_CACHE, caches.warm(CachePart.ALL)))
                .hasMessageContaining("role");
        assertThatThrownBy(() -> caches.figures(app, CachePart.ALL, null, 10)).hasMessageContaining("role");
    }

    @Test
    void whatThereIsNotIsRefused() {
        KeyMetadata key = keys.create(KeyType.AES_256);
        assertThatThrownBy(() -> purge(CachePart.ofProvider("paper"))).hasMessageContaining("cloud, local");
        refuses("tenant_not_found", () -> warm(CachePart.ofTenant("globex")));
        assertThatThrownBy(() -> purge(new CachePart(Optional.empty(), Optional.empty(), Optional.of(key.keyId()))))
                .hasMessageContaining("tenant_id");
        assertThatThrownBy(
                        () -> warm(new CachePart(Optional.empty(), Optional.of(TENANT), Optional.of(new UUID(0, 0)))))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND));
    }

    @Test
    void eachLeavesAReceiptThatTheTenantSees() throws Exception {
        KeyMetadata key = keys.create(KeyType.AES_256);
        purge(part(key));
        warm(part(key));
        assertThat(vault.ledger.receipts(TENANT))
                .filteredOn(receipt -> receipt.operation().startsWith("cache_"))
                .extracting(Receipt::operation, receipt -> receipt.context().keyId())
                .containsExactly(tuple("cache_purged", key.keyId()), tuple("cache_warmed", key.keyId()));
    }
}
