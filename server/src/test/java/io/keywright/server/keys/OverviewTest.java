package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.Overview;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.model.Caller;
import io.keywright.model.KeyType;
import io.keywright.model.Role;
import io.keywright.model.RootRefusal;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who run an installation see what it has and what is due, and nobody else does. */
class OverviewTest {

    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Schedule SCHEDULE = new Schedule(Map.of(KeyType.ED25519, QUARTER));

    @TempDir
    Path folder;

    private final AtomicLong sinceStart = new AtomicLong();
    private SmallVault vault;
    private Overview overview;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        Roles roles = new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));
        overview = new Overview(
                new TenantCatalogue(new Authorizer(roles), vault.store.tenants()),
                vault.store.tenants(),
                vault.store.dueKeys(),
                vault.store.rotationRuns(),
                SCHEDULE,
                this::now);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private Instant now() {
        return Samples.START.plusMillis(sinceStart.get());
    }

    @Test
    void anEmptyInstallationHasNothingThatIsDue() {
        Overview.Figures figures = overview.figures(ADMIN);
        assertThat(figures.tenants()).isEqualTo(new TenantCounts(0, Map.of(), 0));
        assertThat(figures.rotations()).isEqualTo(new DueKeys.Figures(Optional.empty(), 0));
        assertThat(figures.lastRun()).isEmpty();
    }

    @Test
    void aKeyIsOverdueOnceItIsOlderThanTheSchedule() {
        StoredKey key = new Samples(1).key(SmallVault.SCOPE, null);
        vault.commit(new KeyChange.Created(key));
        Optional<Instant> due = SCHEDULE.due(key.metadata());
        sinceStart.set(QUARTER.toMillis());
        assertThat(overview.figures(ADMIN).rotations()).isEqualTo(new DueKeys.Figures(due, 0));
        sinceStart.incrementAndGet();
        assertThat(overview.figures(ADMIN).rotations()).isEqualTo(new DueKeys.Figures(due, 1));
    }

    @Test
    void theNewestRunIsTold() throws Exception {
        for (int i = 0; i < 2; i++) {
            vault.store.rotationRuns().begin(vault.ids.next(), now().plusSeconds(i));
        }
        assertThat(overview.figures(ADMIN).lastRun().orElseThrow().startedAt()).isEqualTo(now().plusSeconds(1));
    }

    @Test
    void tenantsWhoseRootsAreOffAreCountedAndTheFirstFewNamed() {
        Samples samples = new Samples(2);
        for (int i = 1; i <= 7; i++) {
            String tenant = "tenant" + i;
            vault.commit(new RootChange.Created(samples.tenantRoot(tenant)));
            vault.commit(new RootChange.Refused(tenant, new RootRefusal("local", "key_disabled", Samples.START)));
        }
        Overview.Figures figures = overview.figures(ADMIN);
        assertThat(figures.tenants()).isEqualTo(new TenantCounts(7, Map.of("aws-eu", 7L, "local", 7L), 7));
        assertThat(figures.off()).containsExactly("tenant1", "tenant2", "tenant3", "tenant4", "tenant5");
    }

    @Test
    void onlyPlatformAdminsSeeIt() {
        assertThatThrownBy(() -> overview.figures(SmallVault.CALLER)).hasMessageContaining("role");
    }
}
