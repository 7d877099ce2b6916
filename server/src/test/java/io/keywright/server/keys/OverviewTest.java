package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.Overview;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.journal.Change;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.model.Caller;
import io.keywright.model.Role;
import io.keywright.model.RootRefusal;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who run an installation see what it has and what is due, and nobody else does. */
class OverviewTest {

    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final Duration SCHEDULE = Duration.ofDays(90);

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
                vault.store.keys(),
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
        assertThat(figures.nextRotation()).isEmpty();
        assertThat(figures.overdue()).isZero();
    }

    @Test
    void aKeyIsOverdueOnceItIsOlderThanTheSchedule() {
        vault.commit(new Change.KeyCreated(new Samples(1).key(SmallVault.SCOPE, null)));
        Instant due = Samples.START.plus(SCHEDULE);
        sinceStart.set(SCHEDULE.toMillis());
        assertThat(overview.figures(ADMIN).nextRotation()).hasValue(due);
        assertThat(overview.figures(ADMIN).overdue()).isZero();
        sinceStart.incrementAndGet();
        assertThat(overview.figures(ADMIN).nextRotation()).hasValue(due);
        assertThat(overview.figures(ADMIN).overdue()).isOne();
    }

    @Test
    void tenantsWhoseRootsAreOffAreCountedAndTheFirstFewNamed() {
        Samples samples = new Samples(2);
        for (int i = 1; i <= 7; i++) {
            String tenant = "tenant" + i;
            vault.commit(new Change.TenantRootCreated(samples.tenantRoot(tenant)));
            vault.commit(new Change.TenantRootRefused(tenant, new RootRefusal("local", "key_disabled", Samples.START)));
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
