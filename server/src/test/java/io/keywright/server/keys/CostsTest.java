package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.Costs;
import io.keywright.core.administration.Costs.MonthCost;
import io.keywright.core.administration.Costs.ProviderCost;
import io.keywright.core.administration.Costs.TenantCost;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.cost.Price;
import io.keywright.core.cost.Prices;
import io.keywright.core.cost.ProviderOperation;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of the calls to providers, over a real store and real providers, and who is told. */
class CostsTest {

    private static final String TENANT = SmallVault.SCOPE.tenantId();
    private static final Caller AUDITOR = new Caller("spiffe://test/platform/auditor", null, "auditor");

    @TempDir
    Path folder;

    private SmallVault vault;
    private Costs costs;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        Roles roles = new Roles(Map.of(
                Role.AUDITOR, List.of(IdentityPattern.parse("spiffe://test/*/auditor")),
                Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse("spiffe://test/*/admin")),
                Role.KEY_ADMIN, List.of(IdentityPattern.parse("spiffe://test/*/keys"))));
        Price price = new Price(Optional.of(BigDecimal.valueOf(10_000)), Optional.empty());
        costs = new Costs(
                new Authorizer(roles),
                vault.store.providerCalls(),
                new Prices(Optional.of("USD"), Map.of("local", price, "cloud", Price.UNKNOWN)),
                vault.clock);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private ProviderCost ofTenant() throws Exception {
        vault.ledger.counts.write();
        TenantCost tenant = costs.of(AUDITOR, costs.thisMonth(), TENANT);
        assertThat(tenant.providers()).hasSize(1);
        return tenant.providers().getFirst();
    }

    private MonthCost ofAll() throws Exception {
        vault.ledger.counts.write();
        return costs.of(AUDITOR, costs.thisMonth(), null, 100);
    }

    @Test
    void everyCallToAProviderCountsForWhomItWasMadeAndWhatItIs() throws Exception {
        WrappedSecret wrapped = SmallVault.wrap(vault.roots(), 1);
        for (int i = 0; i < 3; i++) {
            assertThat(SmallVault.opens(vault.roots(), wrapped, 1)).isTrue();
        }
        ProviderCost cost = ofTenant();
        assertThat(cost.provider()).isEqualTo("local");
        assertThat(cost.use().calls(ProviderOperation.WRAP)).isEqualTo(1);
        assertThat(cost.use().calls(ProviderOperation.UNWRAP))
                .as("to check the wrap, for the first use, and for each who begins cold")
                .isEqualTo(5);
        assertThat(cost.use().saved()).isZero();
        assertThat(cost.cost()).hasValueSatisfying(exact -> assertThat(exact).isEqualByComparingTo("6"));
        assertThat(cost.keys()).as("that are its own").isZero();
    }

    @Test
    void theSumOfAllTenantsIsWhatTheProvidersWereAsked() throws Exception {
        SmallVault.wrap(vault.roots(), 1);
        MonthCost month = ofAll();
        assertThat(month.providers()).extracting(ProviderCost::provider).containsExactly("cloud", "local");
        ProviderCost local = month.providers().getLast();
        assertThat(local.use().allCalls()).isEqualTo(vault.own.calls());
        assertThat(local.keys()).isEqualTo(1);
        assertThat(month.providers().getFirst().use().allCalls()).isZero();
        assertThat(month.providers().getFirst().cost()).isEmpty();
        assertThat(month.tenants()).extracting(TenantCost::tenantId).containsExactly(Scope.GLOBAL, TENANT);
        assertThat(month.tenants().stream()
                        .flatMap(tenant -> tenant.providers().stream())
                        .mapToLong(cost -> cost.use().allCalls()))
                .satisfies(calls -> assertThat(
                                calls.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(local.use().allCalls()));
    }

    @Test
    void aCallThatFailsCountsAndASavedOneIsAUseFromMemory() throws Exception {
        TenantRoots roots = vault.roots();
        WrappedSecret wrapped = SmallVault.wrap(roots, 1);
        long before = ofTenant().use().allCalls();
        for (int i = 0; i < 10; i++) {
            assertThat(SmallVault.opens(roots, wrapped, 1)).isTrue();
        }
        assertThat(ofTenant().use().allCalls()).isEqualTo(before);
        assertThat(ofTenant().use().saved()).isEqualTo(10);
        assertThat(ofTenant().savedCost())
                .hasValueSatisfying(exact -> assertThat(exact).isEqualByComparingTo("10"));

        roots.drop(CachePart.ofTenant(TENANT));
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        assertThatThrownBy(() -> SmallVault.opens(roots, wrapped, 1)).isInstanceOf(KeywrightException.class);
        assertThat(ofTenant().use().allCalls()).isEqualTo(before + 1);
        assertThat(ofTenant().use().saved()).isEqualTo(10);
    }

    @Test
    void anotherMonthHasNothing() throws Exception {
        SmallVault.wrap(vault.roots(), 1);
        vault.ledger.counts.write();
        MonthCost month = costs.of(AUDITOR, costs.thisMonth().minusMonths(1), null, 100);
        assertThat(month.tenants()).isEmpty();
        assertThat(month.providers())
                .allSatisfy(cost -> assertThat(cost.use().allCalls()).isZero());
    }

    @Test
    void onlyThePlatformsAdministratorsAndAuditorsAreTold() throws Exception {
        SmallVault.wrap(vault.roots(), 1);
        vault.ledger.counts.write();
        costs.of(new Caller("spiffe://test/platform/admin", null, "admin"), costs.thisMonth(), TENANT);
        for (Caller other : List.of(
                new Caller("spiffe://test/platform/nobody", null, "nobody"),
                new Caller("spiffe://test/platform/keys", null, "keys"),
                new Caller("spiffe://test/acme/auditor", SmallVault.SCOPE, "auditor"),
                new Caller("spiffe://test/acme/admin", SmallVault.SCOPE, "admin"))) {
            refused(() -> costs.of(other, costs.thisMonth(), TENANT));
            refused(() -> costs.of(other, costs.thisMonth(), null, 100));
        }
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
    }
}
