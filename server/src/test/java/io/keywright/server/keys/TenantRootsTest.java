package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.RootBinding;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Deadline;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.RootWrap;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.model.Wrapping;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants' roots, over a real store and real providers. */
class TenantRootsTest {

    private static final String TENANT = SmallVault.SCOPE.tenantId();

    @TempDir
    Path folder;

    private final AtomicBoolean wrong = new AtomicBoolean(true);

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
            assertThat(refusal.details()).containsEntry("reason", reason);
        });
    }

    private static TenantRoot root(SmallVault vault, int version, String... providers) throws Exception {
        try (SecretBytes secret = SecretBytes.own(new byte[32])) {
            List<RootWrap> wraps = new ArrayList<>();
            for (String provider : providers) {
                RootKey key = vault.keys.open(provider, ProviderKeyReference.DEFAULT);
                byte[] wrapped = key.wrap(secret, RootBinding.of(TENANT, version), Deadline.in(Duration.ofSeconds(10)));
                Wrapping wrapping =
                        new Wrapping(vault.ids.next(), provider, ProviderKeyReference.DEFAULT, wraps.size());
                wraps.add(new RootWrap(wrapping, wrapped, Instant.EPOCH));
            }
            return new TenantRoot(TENANT, version, Instant.EPOCH, wraps);
        }
    }

    /** The second version, in the wrapping of the first. */
    private static void rotate(SmallVault vault) throws Exception {
        Tenant tenant = vault.store.tenants().tenant(TENANT).orElseThrow();
        vault.commit(vault.wrapping.next(TENANT, tenant.wrappings(), Deadline.never()));
    }

    private static void create(SmallVault vault, TenantRoot root) {
        vault.commit(new RootChange.Created(root));
    }

    @Test
    void aTenantGetsOneRootHoweverManyUseItFirst() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            TenantRoots roots = vault.roots();
            List<CompletableFuture<WrappedSecret>> first = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> SmallVault.wrap(roots, i), vault.blocking))
                    .toList();
            TenantRoots afresh = vault.roots();
            for (int i = 0; i < first.size(); i++) {
                WrappedSecret wrapped = first.get(i).join();
                assertThat(wrapped.rootVersion()).isEqualTo(1);
                assertThat(SmallVault.opens(afresh, wrapped, i)).isTrue();
            }
            assertThat(vault.store.tenantRoots().newestVersion(TENANT)).hasValue(1);
        }
    }

    /** As if a provider had a bad moment, just when a tenant's root is made. */
    @Test
    void aRootThatTheProviderDoesNotOpenAgainIsNotTheTenants() throws Exception {
        try (SmallVault vault = new SmallVault(folder, provider -> new ChangedProvider(provider, OnceWrongKey::new))) {
            TenantRoots roots = vault.roots();
            refuses("altered", () -> SmallVault.wrap(roots, 1));
            assertThat(vault.store.tenantRoots().newestVersion(TENANT)).isEmpty();
            assertThat(SmallVault.opens(vault.roots(), SmallVault.wrap(roots, 2), 2))
                    .isTrue();
        }
    }

    @Test
    void aRootThatWasColdIsAskedForOnceHoweverManyWaitForIt() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            WrappedSecret wrapped = SmallVault.wrap(vault.roots(), 1);
            TenantRoots cold = vault.roots();
            vault.own.delay(Duration.ofMillis(100));
            int before = vault.own.calls();
            List<CompletableFuture<Boolean>> uses = Stream.generate(() ->
                            CompletableFuture.supplyAsync(() -> SmallVault.opens(cold, wrapped, 1), vault.blocking))
                    .limit(1000)
                    .toList();
            assertThat(uses).allSatisfy(use -> assertThat(use.join()).isTrue());
            assertThat(vault.own.calls() - before).isEqualTo(1);
        }
    }

    @Test
    void anyWrapThatOpensIsEnoughAndThePreferredOneIsAskedFirst() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            create(vault, root(vault, 1, "cloud", "local"));
            int own = vault.own.calls();
            WrappedSecret wrapped = SmallVault.wrap(vault.roots(), 1);
            assertThat(vault.own.calls()).isEqualTo(own);
            vault.cloud.unavailable(true);
            assertThat(SmallVault.opens(vault.roots(), wrapped, 1)).isTrue();
            vault.own.unavailable(true);
            refuses("unreachable", () -> SmallVault.opens(vault.roots(), wrapped, 1));
            vault.cloud.unavailable(false);
            assertThat(SmallVault.opens(vault.roots(), wrapped, 1)).isTrue();
        }
    }

    @Test
    void whatLiesUnderAnOlderVersionOpensAndWhatIsNewLiesUnderTheNewest() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            TenantRoots roots = vault.roots();
            WrappedSecret old = SmallVault.wrap(roots, 1);
            rotate(vault);
            WrappedSecret young = SmallVault.wrap(roots, 2);
            assertThat(old.rootVersion()).isEqualTo(1);
            assertThat(young.rootVersion()).isEqualTo(2);
            for (TenantRoots any : List.of(roots, vault.roots())) {
                assertThat(SmallVault.opens(any, old, 1)).isTrue();
                assertThat(SmallVault.opens(any, young, 2)).isTrue();
            }
            assertThatThrownBy(() -> SmallVault.opens(roots, new WrappedSecret(1, young.blob()), 2))
                    .isInstanceOf(UnwrapException.class);
            refuses("root_missing", () -> SmallVault.opens(roots, new WrappedSecret(3, young.blob()), 2));
        }
    }

    @Test
    void aRootOfAProviderThatIsNotConfiguredIsRefusedByName() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            TenantRoot root = root(vault, 1, "local");
            RootWrap wrap = root.wraps().getFirst();
            Wrapping gone = new Wrapping(wrap.wrapping().wrappingId(), "gone", ProviderKeyReference.DEFAULT, 0);
            create(
                    vault,
                    new TenantRoot(
                            TENANT, 1, Instant.EPOCH, List.of(new RootWrap(gone, wrap.wrapped(), Instant.EPOCH))));
            refuses("provider_not_configured", () -> SmallVault.wrap(vault.roots(), 1));
        }
    }

    /** What no provider opens is never made anew: everything under the lost root would be lost with it. */
    @Test
    void aRootThatIsGoneFromTheStoreIsMissedAndNotReplaced() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            WrappedSecret wrapped = SmallVault.wrap(vault.roots(), 1);
            lose("tenant_root_wraps", "tenant_wrappings", "tenant_root_versions");
            refuses("root_missing", () -> SmallVault.opens(vault.roots(), wrapped, 1));
            refuses("root_missing", () -> SmallVault.wrap(vault.roots(), 1));
            assertThat(vault.store.tenantRoots().newestVersion(TENANT)).isEmpty();
        }
    }

    @Test
    void aRootWhoseWrapsAreGoneIsMissedAndNotReplaced() throws Exception {
        try (SmallVault vault = new SmallVault(folder)) {
            WrappedSecret wrapped = SmallVault.wrap(vault.roots(), 1);
            lose("tenant_root_wraps");
            refuses("root_missing", () -> SmallVault.opens(vault.roots(), wrapped, 1));
            refuses("root_missing", () -> SmallVault.wrap(vault.roots(), 1));
        }
    }

    private void lose(String... tables) throws Exception {
        try (Connection thief = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = thief.createStatement()) {
            for (String table : tables) {
                assertThat(statement.executeUpdate("DELETE FROM " + table)).isEqualTo(1);
            }
        }
    }

    /** Answers one wrap of a tenant's root wrongly, as long as {@code wrong} is set. */
    private final class OnceWrongKey extends ChangedProvider.ChangedKey {

        OnceWrongKey(ProviderKey key) {
            super(key);
        }

        @Override
        public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
            byte[] wrapped = super.wrap(secret, binding, deadline);
            if (binding.tenantId().equals(TENANT) && wrong.compareAndSet(true, false)) {
                wrapped[wrapped.length - 1] ^= 1;
            }
            return wrapped;
        }
    }
}
