package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.Change;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.ReceiptArchive;
import io.keywright.core.ledger.ReceiptContent;
import io.keywright.core.ledger.ReceiptPage;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees which receipts of one tenant. */
class ReceiptWallsTest {

    private static final Scope DEV = new Scope("acme", Environment.DEV, Plane.TENANT);
    private static final Scope PROD = new Scope("acme", Environment.PROD, Plane.TENANT);
    private static final Caller PLATFORM = new Caller("spiffe://test.keywright/module/audit", null, "audit");
    private static final ReceiptFilter ANY = new ReceiptFilter(null, null, null, null);

    @TempDir
    Path folder;

    private SmallLedger ledger;
    private ReceiptArchive archive;
    private UUID ofDev;
    private UUID ofDevOps;
    private UUID ofProd;

    @BeforeEach
    void open() throws Exception {
        ledger = new SmallLedger(folder);
        Roles roles = new Roles(Map.of(
                Role.KEY_USER, identities("spiffe://test.keywright/tenant/*/env/*/plane/*/module/app"),
                Role.KEY_ADMIN, identities("spiffe://test.keywright/tenant/*/env/*/plane/*/module/ops"),
                Role.AUDITOR,
                        identities(
                                "spiffe://test.keywright/tenant/*/env/*/plane/*/module/audit",
                                "spiffe://test.keywright/tenant/*/env/dev/plane/*/module/part",
                                PLATFORM.subject())));
        Checkpoints checkpoints = new Checkpoints(
                ledger.store.receipts(), ledger.ring, ledger.cosigner, Optional::empty, Clock.systemUTC());
        archive = new ReceiptArchive(new Authorizer(roles), ledger.store.receipts(), checkpoints, ledger.ring::signers);
        ofDev = signed(caller(DEV, "app"));
        ofDevOps = signed(caller(DEV, "ops"));
        ofProd = signed(caller(PROD, "app"));
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private static List<IdentityPattern> identities(String... patterns) {
        return List.of(patterns).stream().map(IdentityPattern::parse).toList();
    }

    private static Caller caller(Scope scope, String module) {
        String subject = "spiffe://test.keywright/tenant/" + scope.tenantId() + "/env/"
                + scope.environment().wireName() + "/plane/" + scope.plane().wireName() + "/module/" + module;
        return new Caller(subject, scope, module);
    }

    private UUID signed(Caller caller) {
        return ledger.recorder
                .succeeded(Attempt.of(caller, Operation.SIGN), new Change.None())
                .join();
    }

    private List<UUID> seen(Caller caller, int limit) {
        List<UUID> seen = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            ReceiptPage page = archive.list(
                    caller, caller.scope() == null ? "acme" : null, ANY, ReceiptContent.ANY, before, limit);
            page.entries()
                    .forEach(entry ->
                            seen.add(CanonicalReceipt.parse(entry.canonical()).receiptId()));
            before = page.next();
        }
        return seen;
    }

    private void assertHidden(Caller caller, UUID receipt) {
        assertThatThrownBy(() -> archive.get(caller, null, receipt))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "receipt_not_found"));
    }

    @Test
    void aKeyUserSeesThoseOfItsModuleInItsScope() {
        assertThat(seen(caller(DEV, "app"), 10)).containsExactly(ofDev);
        assertThat(seen(caller(PROD, "app"), 10)).containsExactly(ofProd);
        assertHidden(caller(DEV, "app"), ofProd);
        assertHidden(caller(DEV, "app"), ofDevOps);
    }

    @Test
    void aKeyAdminSeesAllOfItsScopeAndNoneOfAnother() {
        assertThat(seen(caller(DEV, "ops"), 10)).containsExactly(ofDevOps, ofDev);
        assertThat(seen(caller(PROD, "ops"), 10)).containsExactly(ofProd);
        assertHidden(caller(DEV, "ops"), ofProd);
    }

    @Test
    void anAuditorSeesWhatItsRoleReaches() {
        assertThat(seen(caller(DEV, "audit"), 10)).containsExactly(ofProd, ofDevOps, ofDev);
        assertThat(seen(caller(DEV, "part"), 10)).containsExactly(ofDevOps, ofDev);
        assertHidden(caller(DEV, "part"), ofProd);
        assertThat(seen(PLATFORM, 10)).containsExactly(ofProd, ofDevOps, ofDev);
    }

    @Test
    void pagesJoinWithoutGapsWhateverIsNotToBeSeen() {
        List<UUID> mine = new ArrayList<>(List.of(ofDev));
        for (int i = 0; i < 5; i++) {
            signed(caller(PROD, "app"));
            mine.add(signed(caller(DEV, "app")));
        }
        signed(caller(PROD, "app"));
        assertThat(seen(caller(DEV, "app"), 1)).containsExactlyElementsOf(mine.reversed());
        assertThat(seen(caller(DEV, "app"), 2)).containsExactlyElementsOf(mine.reversed());
        assertThat(seen(caller(DEV, "app"), 6)).containsExactlyElementsOf(mine.reversed());
    }

    @Test
    void aPlatformAuditorIsAskedForTheTenant() {
        assertThatThrownBy(() -> archive.list(PLATFORM, null, ANY, ReceiptContent.ANY, Long.MAX_VALUE, 10))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("parameter", "tenant_id"))
                .hasMessageContaining("a platform auditor has none of its own");
    }
}
