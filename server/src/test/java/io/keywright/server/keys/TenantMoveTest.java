package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Tenants;
import io.keywright.core.administration.WantedRoot;
import io.keywright.core.administration.WantedWrapping;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.call.UseCase;
import io.keywright.core.ledger.RowDetails;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.RootLedger;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Role;
import io.keywright.model.RootRefusal;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.Tenant;
import io.keywright.model.WrappedSecret;
import io.keywright.model.Wrapping;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants get roots under providers of their choice, and move between them. */
class TenantMoveTest {

    private static final String TENANT = SmallVault.SCOPE.tenantId();
    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");

    private static final Roles ROLES =
            new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));

    @TempDir
    Path folder;

    private SmallVault vault;
    private TenantRoots roots;
    private Tenants tenants;
    private TenantCatalogue catalogue;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        roots = vault.roots(
                System::nanoTime, new RootLedger(vault.seen, vault.store.tenants(), vault.recorder, vault.clock));
        catalogue = new TenantCatalogue(new Authorizer(ROLES), vault.store.tenants());
        tenants = tenants(Set.of());
    }

    private Tenants tenants(Set<Operation> needingApproval) {
        ApprovalRules rules = new ApprovalRules(needingApproval, 1, Map.of(), Duration.ofHours(1), 10);
        return new Tenants(
                catalogue,
                new ApprovalGate(
                        rules,
                        new NoTokens(),
                        vault.store.approvals(),
                        new VoteCount(rules, ROLES, vault.store.approvals()),
                        vault.clock),
                vault.wrapping,
                vault.keys,
                vault.ids);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private static WantedWrapping with(String provider, int preference) {
        return new WantedWrapping(provider, ProviderKeyReference.DEFAULT, preference);
    }

    private Tenant run(Caller caller, Operation operation, UseCase<Tenant> useCase) {
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

    private Tenant create(WantedWrapping... wanted) {
        return run(ADMIN, Operation.CREATE_TENANT, tenants.create(TENANT, Optional.of("Acme"), List.of(wanted)));
    }

    private Tenant move(WantedWrapping... wanted) {
        return run(
                ADMIN,
                Operation.CHANGE_TENANT_ROOT,
                tenants.changeRoot(TENANT, Optional.empty(), WantedRoot.of(List.of(wanted))));
    }

    private Tenant stored() {
        return catalogue.get(ADMIN, TENANT);
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void aTenantGetsItsRootUnderTheProvidersThatItWantsBeforeAnybodyUsesIt() {
        Tenant made = create(with("local", 5), with("cloud", 1));
        assertThat(made.wrappings()).extracting(Wrapping::provider).containsExactly("cloud", "local");
        assertThat(stored()).isEqualTo(made);
        int local = vault.own.calls();
        assertThat(SmallVault.opens(roots, SmallVault.wrap(roots, 1), 1)).isTrue();
        assertThat(vault.own.calls()).isEqualTo(local);
        refuses("tenant_exists", this::create);
    }

    @Test
    void aTenantThatNobodyConfiguredHasTheInstallationsProvider() {
        SmallVault.wrap(roots, 1);
        assertThat(stored().wrappings()).extracting(Wrapping::provider).containsExactly("local");
        refuses("tenant_exists", this::create);
    }

    @Test
    void aTenantMovesWhileItsKeysAreInUseAndTheProviderThatItLeftIsNotAskedAgain() {
        create(with("local", 0));
        WrappedSecret wrapped = SmallVault.wrap(roots, 1);
        Tenant moved = move(with("cloud", 0));
        assertThat(stored()).isEqualTo(moved);
        vault.own.unavailable(true);
        assertThat(SmallVault.opens(roots, wrapped, 1)).isTrue();
        assertThat(SmallVault.opens(vault.roots(), wrapped, 1)).isTrue();
        assertThat(SmallVault.opens(vault.roots(), SmallVault.wrap(roots, 2), 2))
                .isTrue();
    }

    @Test
    void aWrappingIsAddedKeepsItsIdAndIsRemoved() {
        Tenant one = create(with("local", 0));
        Tenant two = move(with("local", 3), with("cloud", 1));
        assertThat(two.wrappings()).extracting(Wrapping::provider).containsExactly("cloud", "local");
        assertThat(two.wrappings().getLast().wrappingId())
                .isEqualTo(one.wrappings().getFirst().wrappingId());
        assertThat(move(with("local", 0)).wrappings())
                .containsExactly(one.wrappings().getFirst());
    }

    @Test
    void nothingChangesIfTheNewProviderDoesNotWrap() {
        Tenant before = create(with("local", 0));
        vault.cloud.refusing(Optional.of(Reason.PERMISSION_MISSING));
        refuses("permission_missing", () -> move(with("cloud", 0)));
        vault.cloud.refusing(Optional.empty());
        vault.cloud.unavailable(true);
        refuses("unreachable", () -> move(with("cloud", 0), with("local", 1)));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aWrappingThatStaysMayBeOutOfReachMeanwhile() {
        create(with("local", 0), with("cloud", 1));
        WrappedSecret wrapped = SmallVault.wrap(roots, 1);
        vault.own.unavailable(true);
        move(with("local", 1), with("cloud", 0));
        vault.own.unavailable(false);
        vault.cloud.unavailable(true);
        assertThat(SmallVault.opens(vault.roots(), wrapped, 1)).isTrue();
    }

    @Test
    void aProviderThatThereIsNotAndAKeyTwiceAreRefused() {
        assertThatThrownBy(() -> create(with("paper", 0))).hasMessageContaining("cloud, local");
        assertThatThrownBy(() -> create(with("local", 0), with("local", 1))).hasMessageContaining("send each once");
        create(with("local", 0));
        assertThatThrownBy(this::move).hasMessageContaining("1 to 8");
    }

    @Test
    void onlyThePlatformsAdministratorsMayAndTenantsMustBeNamed() {
        assertThatThrownBy(() -> run(
                        SmallVault.CALLER,
                        Operation.CREATE_TENANT,
                        tenants.create(TENANT, Optional.empty(), List.of())))
                .hasMessageContaining("role");
        assertThatThrownBy(() -> catalogue.list(SmallVault.CALLER, null, 10)).hasMessageContaining("role");
        assertThatThrownBy(() ->
                        run(ADMIN, Operation.CREATE_TENANT, tenants.create("GLOBAL", Optional.empty(), List.of())))
                .hasMessageContaining("tenant_id");
        refuses("tenant_not_found", () -> move(with("local", 0)));
    }

    /** Whoever brought the key could switch the tenant off with it, and must not lose that by another's mistake. */
    @Test
    void aKeyOfTheTenantsOwnIsGivenUpOnlyIfThatIsSaid() throws Exception {
        ProviderKeyReference own = new ProviderKeyReference(Optional.of("acme"), Optional.empty(), Optional.empty());
        Tenant before = create(new WantedWrapping("cloud", own, 0));
        refuses("own_key", () -> move(with("local", 0)));
        refuses("own_key", () -> move(new WantedWrapping("cloud", own, 0), with("local", 1)));
        assertThat(stored()).isEqualTo(before);
        WantedRoot shared = new WantedRoot(List.of(with("local", 0)), true);
        run(ADMIN, Operation.CHANGE_TENANT_ROOT, tenants.changeRoot(TENANT, Optional.empty(), shared));
        move(with("cloud", 0));
        vault.ledger.journal.flush().join();
        assertThat(vault.store.changes().changes(0, 100))
                .extracting(changed -> CanonicalJson.read(changed.change()).containsKey("own_key_given_up"))
                .containsOnlyOnce(true);
    }

    @Test
    void switchingATenantOffAndOnAgainStandsInTheLedgerOnceEach() throws Exception {
        create(with("local", 0));
        WrappedSecret wrapped = SmallVault.wrap(roots, 1);
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        for (int i = 0; i < 3; i++) {
            roots.drop(CachePart.ofTenant(TENANT));
            refuses("key_disabled", () -> SmallVault.opens(roots, wrapped, 1));
        }
        assertThat(stored().refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .returns("local", RootRefusal::provider)
                        .returns("key_disabled", RootRefusal::reason));
        vault.own.refusing(Optional.empty());
        for (int i = 0; i < 3; i++) {
            roots.drop(CachePart.ofTenant(TENANT));
            assertThat(SmallVault.opens(roots, wrapped, 1)).isTrue();
        }
        assertThat(stored().refusal()).isEmpty();
        vault.ledger.journal.flush().join();
        assertThat(vault.store.receipts().entries(0, 100))
                .extracting(entry -> CanonicalReceipt.parse(entry.canonical()).operation())
                .containsOnlyOnce("tenant_root_refused", "tenant_root_restored");
        assertThat(vault.store.changes().changes(0, 100))
                .flatMap(changed -> RowDetails.read(CanonicalJson.read(changed.change())))
                .filteredOn(row -> row.name().equals(new RowName(RowKind.ROOT_REFUSAL, TENANT)))
                .extracting(row -> row.digest().isPresent())
                .containsExactly(true, false);
        assertThat(vault.seen.all()).doesNotContain("unrecorded " + TENANT);
    }

    @Test
    void anApprovalIsOfTheTenantThatTheBodyNamesAndOfNoOther() {
        create(with("local", 1));
        Tenants guarded = tenants(Set.of(Operation.CHANGE_TENANT_ROOT));
        for (Optional<String> named : List.of(Optional.<String>empty(), Optional.of("globex"))) {
            assertThatThrownBy(() -> run(
                            ADMIN,
                            Operation.CHANGE_TENANT_ROOT,
                            guarded.changeRoot(TENANT, named, WantedRoot.of(List.of(with("cloud", 1))))))
                    .hasMessageContaining("tenant_id of the path in the body");
        }
        refuses(
                "approval_required",
                () -> run(
                        ADMIN,
                        Operation.CHANGE_TENANT_ROOT,
                        guarded.changeRoot(TENANT, Optional.of(TENANT), WantedRoot.of(List.of(with("cloud", 1))))));
        assertThatThrownBy(() -> run(
                        ADMIN,
                        Operation.CHANGE_TENANT_ROOT,
                        tenants.changeRoot(TENANT, Optional.of("globex"), WantedRoot.of(List.of(with("cloud", 1))))))
                .hasMessageContaining("tenant_id of the path in the body");
    }
}
