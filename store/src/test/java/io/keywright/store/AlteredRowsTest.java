package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RoleChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.TrustChange;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowTag;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.core.row.Rows;
import io.keywright.model.AccessPolicy;
import io.keywright.model.AnchorType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.RootRefusal;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.TenantRoot;
import io.keywright.model.TrustAnchor;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.Guards;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write the database cannot write a row that this service takes for its own. */
class AlteredRowsTest {

    private static final Scope ACME = Samples.scope("acme");
    private static final AccessPolicy LOOSE = new AccessPolicy(Set.of("*"), false, AccessPolicy.MAX_USAGE);

    @TempDir
    Path folder;

    private final Guards guards = new Guards();
    private final RowGuard guard = guards.guard();
    private final Samples samples = new Samples(1);
    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = new Store(SqliteDatabase.open(folder), () -> Samples.START, guard);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private void apply(Change change) throws StoreException {
        store.journal()
                .transaction(
                        transaction -> assertThat(transaction.apply(change)).isTrue());
    }

    private KeyMetadata key(@Nullable String alias) throws StoreException {
        StoredKey key = samples.key(ACME, alias);
        apply(new KeyChange.Created(key));
        return key.metadata();
    }

    private int alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private KeyMetadata read(KeyMetadata key) throws StoreException {
        return store.keys()
                .key(ACME, new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .metadata();
    }

    private void refused(RowName row, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "row_integrity"));
        assertThat(guards.told().getLast()).startsWith(row.toString());
        assertThatThrownBy(guard::requireWhole).hasMessageContaining(row.toString());
    }

    private static RowName name(KeyMetadata key) {
        return new RowName(RowKind.KEY, key.keyId().toString());
    }

    private static RowName line(KeyMetadata key) {
        return new RowName(RowKind.KEY_LINE, key.line().lineId().toString());
    }

    private static RowName tenant(RowKind kind) {
        return new RowName(kind, "acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requires_approval = 1 - requires_approval",
                "max_usage_per_day = max_usage_per_day + 1",
                "allowed_modules = '*\n'",
                "module_operations = ''",
                "policy_version = policy_version + 1",
                "alias = 'another'"
            })
    void aPolicyThatWasLoosenedIsRefused(String change) throws Exception {
        KeyMetadata key = key("signing");
        AccessPolicy tight = new AccessPolicy(Set.of("app"), true, 5, Map.of("app", Set.copyOf(key.keyUsage())));
        apply(new KeyChange.PolicyChanged(key.under(tight)));
        assertThat(read(key).accessPolicy()).isEqualTo(tight);
        alter("UPDATE key_lines SET " + change);
        refused(line(key), () -> read(key));
        refused(line(key), () -> store.keys().keys(ACME, new KeyFilter(null, null, null), null, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key_state = 'active'",
                "destroys_at = NULL",
                "destroys_at = destroys_at + 1",
                "valid_until = valid_until + 1",
                "rotated_to = x'00000000000000000000000000000000'",
                "public_key = 'another'",
                "number = 2"
            })
    void aKeyThatWasSetBackIsRefused(String change) throws Exception {
        KeyMetadata key = key("signing");
        KeyMetadata planned = key.in(KeyState.ARCHIVED).destroyedAt(Samples.START.plus(Duration.ofDays(7)));
        apply(new KeyChange.Moved(planned, key, Samples.START));
        assertThat(read(key)).isEqualTo(planned);
        alter("UPDATE keys SET " + change);
        refused(name(key), () -> read(key));
    }

    @Test
    void aRotatedKeyThatWasSetBackIsRefusedByIdAndByAlias() throws Exception {
        KeyMetadata key = key("signing");
        StoredKey successor = samples.successor(key);
        apply(new KeyChange.Rotated(Samples.rotated(key, successor.metadata()), KeyState.ACTIVE, successor));
        Instant later = successor.metadata().createdAt().plusSeconds(1);
        assertThat(store.keys().rotatedBefore(later, 10)).hasSize(1);
        alter("DELETE FROM keys WHERE number = 2");
        refused(name(key), () -> store.keys().key(ACME, new KeyReference.ByAlias("signing")));
        alter("UPDATE keys SET key_state = 'active', rotated_to = NULL");
        refused(name(key), () -> read(key));
        refused(name(key), () -> store.keys().key(ACME, new KeyReference.ByAlias("signing")));
    }

    @Test
    void anAliasThatWasTurnedToAnotherKeyIsRefused() throws Exception {
        key("weak");
        key("strong");
        alter("UPDATE aliases SET line = (SELECT line FROM aliases WHERE alias = 'weak')");
        assertThatThrownBy(() -> store.keys().key(ACME, new KeyReference.ByAlias("strong")))
                .isInstanceOf(KeywrightException.class);
        assertThat(store.keys().key(ACME, new KeyReference.ByAlias("weak"))).isPresent();
    }

    @Test
    void aRowThatWasCopiedOverAnothersIsRefusedWithItsTagToo() throws Exception {
        KeyMetadata one = key("one");
        KeyMetadata other = key("other");
        apply(new KeyChange.Moved(other.in(KeyState.ARCHIVED), other, Samples.START));
        alter(
                "UPDATE row_tags SET (idx, mac) = (SELECT t.idx, t.mac FROM row_tags t JOIN keys k ON t.id = k.key_id AND t.kind = 2"
                        + " WHERE k.key_state = 'active') WHERE kind = 2");
        alter("UPDATE keys SET key_state = 'active'");
        assertThat(read(one)).isEqualTo(one);
        refused(name(other), () -> read(other));
    }

    @Test
    void aKeyThatWasMovedToAnotherTenantIsRefusedThere() throws Exception {
        KeyMetadata key = key(null);
        apply(new KeyChange.Created(samples.key(Samples.scope("globex"), null)));
        alter("UPDATE keys SET tenant = (SELECT id FROM tenants WHERE tenant_id = 'globex')");
        assertThatThrownBy(() -> store.keys().key(Samples.scope("globex"), new KeyReference.ById(key.keyId())))
                .isInstanceOf(KeywrightException.class);
    }

    @Test
    void aRowWithoutATagIsRefused() throws Exception {
        KeyMetadata key = key("signing");
        alter("DELETE FROM row_tags WHERE kind = 2");
        refused(name(key), () -> read(key));
    }

    @Test
    void aTagOfAnotherReceiptIsRefused() throws Exception {
        KeyMetadata key = key("signing");
        alter("UPDATE row_tags SET idx = idx + 1 WHERE kind = 1");
        refused(line(key), () -> read(key));
    }

    @Test
    void aRowThatWasRolledBackWithItsTagIsRefusedOnceItsLaterChangeIsKnown() throws Exception {
        KeyMetadata key = key("signing");
        alter("CREATE TABLE old AS SELECT * FROM row_tags");
        Receipt receipt = samples.receipt(ACME);
        store.journal().transaction(transaction -> {
            transaction.append(0, new Leaf(receipt, Samples.canonical(receipt)));
            transaction.apply(new KeyChange.Moved(key.in(KeyState.ARCHIVED), key, Samples.START));
        });
        guard.latest().changed(name(key), 1);
        assertThat(read(key).keyState()).isEqualTo(KeyState.ARCHIVED);
        alter("UPDATE keys SET key_state = 'active'");
        alter("INSERT OR REPLACE INTO row_tags SELECT * FROM old");
        refused(name(key), () -> read(key));
        assertThat(guards.told().getLast()).contains("receipt 1 ");
    }

    @Test
    void aRowThatChangesWhileItIsReadIsNotTakenForRolledBack() throws Exception {
        KeyMetadata key = key("signing");
        Optional<RowTag> tag = Optional.of(guard.tag(Rows.of(key), 0));
        guard.read(() -> {
            guard.latest().changed(name(key), 1);
            guard.check(Rows.of(key), tag);
            return key;
        });
        assertThat(guards.told()).isEmpty();
        refused(name(key), () -> read(key));
    }

    @Test
    void aRowThatWasRolledBackIsRefusedByTheVeryReadingThatOpensTheKey() throws Exception {
        KeyMetadata key = key("signing");
        Optional<RowTag> tag = Optional.of(guard.tag(Rows.of(key), 0));
        RowGuard[] closed = new RowGuard[1];
        closed[0] = new RowGuard(
                () -> {
                    guards.open(closed[0]);
                    closed[0].latest().changed(name(key), 1);
                },
                guards);
        assertThatThrownBy(() -> closed[0].read(() -> {
                    closed[0].check(Rows.of(key), tag);
                    return key;
                }))
                .isInstanceOf(KeywrightException.class);
    }

    @Test
    void aRowThatChangesWhileTheKeyIsOpenedIsReadAgain() throws Exception {
        KeyMetadata key = key("signing");
        KeyMetadata archived = key.in(KeyState.ARCHIVED);
        Iterator<KeyMetadata> readings = List.of(key, archived).iterator();
        RowGuard[] closed = new RowGuard[1];
        closed[0] = new RowGuard(
                () -> {
                    guards.open(closed[0]);
                    closed[0].latest().changed(name(key), 1);
                },
                guards);
        assertThat(closed[0].<KeyMetadata, RuntimeException>read(() -> {
                    KeyMetadata read = readings.next();
                    closed[0].check(Rows.of(read), Optional.of(guard.tag(Rows.of(read), readings.hasNext() ? 0 : 1)));
                    return read;
                }))
                .isEqualTo(archived);
        assertThat(guards.told()).isEmpty();
    }

    @Test
    void whatWasPutBackIsServedAgainAndNoLongerNamed() throws Exception {
        KeyMetadata key = key("signing");
        alter("UPDATE keys SET valid_until = valid_until + 1");
        refused(name(key), () -> read(key));
        alter("UPDATE keys SET valid_until = valid_until - 1");
        assertThat(read(key)).isEqualTo(key);
        guard.requireWhole();
    }

    private RoleBinding bound(String identity) throws StoreException {
        RoleBinding binding =
                new RoleBinding(new UUID(7, identity.hashCode()), "acme", identity, Role.KEY_USER, Samples.START);
        apply(new RoleChange.Bound(binding));
        return binding;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity = 'mallory'", "role = 'key-admin'", "tenant_id = 'globex'", "environment = 'prod'"})
    void aRoleThatWasChangedIsRefused(String change) throws Exception {
        RoleBinding binding = bound("alice");
        assertThat(store.roleBindings().roleBindings()).containsExactly(binding);
        alter("UPDATE role_bindings SET " + change);
        refused(
                new RowName(RowKind.ROLE_BINDING, binding.bindingId().toString()),
                () -> store.roleBindings().roleBindings());
    }

    @Test
    void aRoleThatWasPutInOrBackIsRefused() throws Exception {
        RoleBinding binding = bound("alice");
        RowName name = new RowName(RowKind.ROLE_BINDING, binding.bindingId().toString());
        alter("CREATE TABLE old AS SELECT * FROM role_bindings");
        alter("CREATE TABLE old_tags AS SELECT * FROM row_tags");
        apply(new RoleChange.Unbound(binding));
        assertThat(store.roleBindings().roleBindings()).isEmpty();
        alter("INSERT INTO role_bindings SELECT * FROM old");
        refused(name, () -> store.roleBindings().roleBindings());
        alter("INSERT INTO row_tags SELECT * FROM old_tags");
        guard.latest().changed(name, 1);
        refused(name, () -> store.roleBindings().roleBindings());
    }

    @Test
    void anAnchorThatWasRetiredStaysSo() throws Exception {
        TrustAnchor anchor =
                new TrustAnchor(new UUID(1, 1), ACME, AnchorType.ROOT, new byte[] {1, 2, 3}, Samples.START, 1);
        RowName name = new RowName(RowKind.TRUST_ANCHOR, anchor.anchorId().toString());
        apply(new TrustChange.AnchorsAdded(List.of(anchor), 10));
        assertThat(store.trustAnchors().trustAnchors(ACME)).hasSize(1);
        apply(new TrustChange.AnchorRetired(anchor.retired()));
        assertThat(store.trustAnchors().trustAnchors()).isEmpty();
        alter("UPDATE trust_anchors SET retired = 0");
        refused(name, () -> store.trustAnchors().trustAnchors());
        alter("UPDATE trust_anchors SET version = 1");
        refused(name, () -> store.trustAnchors().trustAnchor(ACME, anchor.anchorId()));
    }

    @Test
    void aCertificateThatWasSwappedIsRefused() throws Exception {
        TrustAnchor anchor =
                new TrustAnchor(new UUID(1, 1), ACME, AnchorType.ROOT, new byte[] {1, 2, 3}, Samples.START, 1);
        apply(new TrustChange.AnchorsAdded(List.of(anchor), 10));
        alter("UPDATE trust_anchors SET certificate = x'010204'");
        refused(
                new RowName(RowKind.TRUST_ANCHOR, anchor.anchorId().toString()),
                () -> store.trustAnchors().trustAnchors(ACME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM tenant_wrappings WHERE preference = (SELECT max(preference) FROM tenant_wrappings)",
                "UPDATE tenant_wrappings SET preference = 10 - preference",
                "UPDATE tenant_wrappings SET provider = 'mine'",
                "UPDATE tenant_wrappings SET provider_key = 'mine'",
                "UPDATE tenant_root_versions SET retired_at = 1",
                "INSERT INTO tenant_root_versions (tenant, version, created_at) SELECT tenant, 2, 0 FROM tenant_root_versions"
            })
    void aRootThatWasWrappedOtherwiseIsRefused(String change) throws Exception {
        apply(new RootChange.Created(samples.tenantRoot("acme")));
        assertThat(store.tenants().tenant("acme")).isPresent();
        assertThat(store.tenantRoots().tenantRoot("acme", 1)).isPresent();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA foreign_keys = OFF");
            assertThat(statement.executeUpdate(change)).isPositive();
        }
        refused(tenant(RowKind.TENANT_ROOT), () -> store.tenants().tenant("acme"));
        refused(tenant(RowKind.TENANT_ROOT), () -> store.tenantRoots().tenantRoot("acme", 1));
        refused(tenant(RowKind.TENANT_ROOT), () -> store.tenantRoots().newestVersion("acme"));
        refused(tenant(RowKind.TENANT_ROOT), () -> store.tenants().tenants(null, 10));
    }

    @Test
    void aTenantThatTookThePlaceOfAnotherIsRefused() throws Exception {
        apply(new RootChange.Created(samples.tenantRoot("acme")));
        apply(new RootChange.Created(new Samples(2).tenantRoot("globex")));
        alter("UPDATE tenants SET tenant_id = 'temp' WHERE tenant_id = 'acme'");
        alter("UPDATE tenants SET tenant_id = 'acme' WHERE tenant_id = 'globex'");
        alter("UPDATE tenants SET tenant_id = 'globex' WHERE tenant_id = 'temp'");
        assertThatThrownBy(() -> store.tenants().tenant("acme")).isInstanceOf(KeywrightException.class);
        assertThatThrownBy(() -> store.tenantRoots().tenantRoot("globex", 1)).isInstanceOf(KeywrightException.class);
    }

    @Test
    void anOffSwitchThatWasPutInIsRefused() throws Exception {
        apply(new RootChange.Created(samples.tenantRoot("acme")));
        apply(new RootChange.Refused("acme", new RootRefusal("aws", "disabled", Samples.START)));
        assertThat(store.tenants().tenant("acme").orElseThrow().refusal()).isPresent();
        alter("UPDATE refused_roots SET reason = 'another'");
        refused(tenant(RowKind.ROOT_REFUSAL), () -> store.tenants().tenant("acme"));
    }

    @Test
    void aPolicyThatWasLoosenedIsNotVouchedForByTheNextChange() throws Exception {
        KeyMetadata key = key("signing");
        alter("UPDATE key_lines SET allowed_modules = '*\n', requires_approval = 0");
        apply(new KeyChange.Moved(key.in(KeyState.ARCHIVED), key, Samples.START));
        refused(line(key), () -> read(key));
        assertThat(LOOSE).isNotEqualTo(key.accessPolicy());
    }

    @Test
    void takesNothingForAlteredThatChangesWhileItIsRead() throws Exception {
        TenantRoot first = samples.tenantRoot("acme");
        apply(new RootChange.Created(first));
        CompletableFuture<Void> rotations = CompletableFuture.runAsync(() -> rotate(first, 200));
        while (!rotations.isDone()) {
            store.tenants().tenants(null, 10);
            store.tenantRoots().newestVersion("acme");
        }
        rotations.join();
        assertThat(store.tenantRoots().newestVersion("acme")).hasValue(201);
        assertThat(guards.told()).isEmpty();
    }

    private void rotate(TenantRoot root, int times) {
        try {
            for (TenantRoot next = samples.nextVersion(root); times > 0; times--, next = samples.nextVersion(next)) {
                apply(new RootChange.Rotated(next, 1));
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
