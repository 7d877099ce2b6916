package io.keywright.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.AccessPolicy;
import io.keywright.model.BundleReport;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.RootWrap;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.TenantRoot;
import io.keywright.model.TrustAnchor;
import io.keywright.store.Store;
import io.keywright.store.schema.SchemaSteps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an older version has stored is still there and can be worked with. */
class MigrationTest {

    private static final Scope ACME = new Scope("acme", Environment.PROD, Plane.TENANT);
    private static final UUID KEY = UUID.fromString("01a2005d-4198-7000-8eda-ac6365cf358f");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

    @TempDir
    Path folder;

    private void writeWithTheFirstVersion() throws Exception {
        Path file = folder.resolve("keywright.db");
        new DatabaseFile(file).createIfMissing();
        try (Connection connection = new Connections(file).writer();
                Statement statement = connection.createStatement()) {
            new Migrations(new DatabaseFile(file), List.of("V1.sql")).run(connection);
            statement.executeUpdate("INSERT INTO tenants (id, tenant_id) VALUES (1, 'acme')");
            statement.executeUpdate("""
                    INSERT INTO keys (tenant, environment, plane, key_id, key_type, key_usage, key_state, created_at,
                        valid_from, valid_until, rotation_count, requires_approval, max_usage_per_day, protection,
                        allowed_modules, wrapped, public_key)
                    VALUES (1, 'prod', 'tenant', x'01a2005d419870008edaac6365cf358f', 'AES-256', 'encrypt', 'active', 1,
                        2, 3, 0, 0, 100, 'hsm', 'billing', x'00', '')""");
        }
    }

    @Test
    void aKeyOfTheFirstVersionKeepsItsPolicyAndCanBeCountedAndChanged() throws Exception {
        writeWithTheFirstVersion();
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            KeyMetadata key = key(store);
            assertThat(key.accessPolicy()).isEqualTo(new AccessPolicy(Set.of("billing"), false, 100));
            assertThat(key.policyVersion()).isEqualTo(1);
            assertThat(key.protection()).as("it said where the root was").isEqualTo(Protection.SOFTWARE);
            assertThat(store.usage().used(ACME, KEY, DAY)).isZero();

            store.journal().transaction(transaction -> {
                assertThat(transaction.apply(new KeyUsed(ACME, KEY, DAY))).isTrue();
                assertThat(transaction.apply(
                                new KeyChange.PolicyChanged(key.under(new AccessPolicy(Set.of("*"), true, 1)))))
                        .isTrue();
            });
            assertThat(store.usage().used(ACME, KEY, DAY)).isEqualTo(1);
            assertThat(key(store).policyVersion()).isEqualTo(2);
        }
    }

    @Test
    void aKeyOfTheFirstVersionIsListedByItsType() throws Exception {
        writeWithTheFirstVersion();
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            assertThat(store.keys().keys(ACME, new KeyFilter(KeyType.AES_256, null, null), null, 10))
                    .extracting(stored -> stored.metadata().keyId())
                    .containsExactly(KEY);
            assertThat(store.keys().keys(ACME, new KeyFilter(KeyType.RSA_2048, null, null), null, 10))
                    .isEmpty();
        }
    }

    @FunctionalInterface
    private interface Rows {
        void write(Statement statement) throws SQLException;
    }

    /** A store of the first version, as it was before {@code step}, with these rows. */
    private void writeBefore(String step, Rows rows) throws Exception {
        writeWithTheFirstVersion();
        Path file = folder.resolve("keywright.db");
        try (Connection connection = new Connections(file).writer();
                Statement statement = connection.createStatement()) {
            List<String> before = SchemaSteps.ALL.subList(0, SchemaSteps.ALL.indexOf(step));
            new Migrations(new DatabaseFile(file), before).run(connection);
            rows.write(statement);
        }
    }

    /** Since when an anchor is handed out was not kept: its last change is never too early. */
    @Test
    void agentsHaveHeardOfASuccessorOnceTheyHaveItsLastChange() throws Exception {
        writeBefore("V51.sql", statement -> {
            for (int number : List.of(1, 2)) {
                statement.executeUpdate("INSERT INTO trust_anchors (tenant, environment, plane, anchor_id, anchor_type,"
                        + " certificate, created_at, version, replaces) VALUES (1, 'prod', 'tenant', x'" + hex(number)
                        + "', 'root', x'0" + number + "', 1, 1, " + (number == 1 ? "NULL" : "x'" + hex(1) + "'") + ")");
            }
            statement.executeUpdate("INSERT INTO row_tags (kind, id, idx, mac) VALUES (7, x'" + hex(2)
                    + "', 40, x'00'), (1, x'" + hex(2) + "', 99, x'00')");
            statement.executeUpdate("INSERT INTO trust_bundle_reports VALUES"
                    + " ('acme', 'prod', 'tenant', 'tenant', 'm', 'behind', 39, 1),"
                    + " ('acme', 'prod', 'tenant', 'tenant', 'm', 'told', 40, 1)");
        });
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            TrustAnchor old = store.trustAnchors().trustAnchor(ACME, id(1)).orElseThrow();
            assertThat(store.trustBundles().neverTold(old, Instant.EPOCH))
                    .extracting(BundleReport::agent)
                    .containsExactly("behind");
        }
    }

    /** Keys had no lines; a key named the one that it replaced, and each had a policy of its own. */
    @Test
    void keysThatReplacedEachOtherBecomeTheVersionsOfOneLineUnderThePolicyOfTheNewest() throws Exception {
        writeBefore("V11.sql", statement -> {
            statement.executeUpdate("UPDATE keys SET key_alias = 'box', key_state = 'destroyed', wrapped = NULL,"
                    + " policy_version = 3, rotated_to = x'" + hex(2) + "'");
            statement.executeUpdate(key(2, "'box'", "pending_rotation", 1, hex(1), "x'" + hex(3) + "'", 200));
            statement.executeUpdate(key(3, "'box'", "active", 2, hex(2), "NULL", 300));
            statement.executeUpdate(key(9, "NULL", "active", 0, null, "NULL", 900));
            statement.executeUpdate("INSERT INTO aliases (tenant, environment, plane, alias, key_id)"
                    + " VALUES (1, 'prod', 'tenant', 'box', x'" + hex(3) + "')");
        });
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            KeyMetadata newest = store.keys()
                    .key(ACME, new KeyReference.ByAlias("box"))
                    .orElseThrow()
                    .metadata();
            assertThat(newest.keyId()).isEqualTo(id(3));
            assertThat(newest.rotationCount()).isEqualTo(2);
            assertThat(newest.line().lineId()).isEqualTo(id(1));
            assertThat(newest.accessPolicy().maxUsagePerDay()).isEqualTo(300);
            assertThat(newest.policyVersion()).isEqualTo(5);
            assertThat(store.keys().versionsBefore(newest.line(), 3, 10))
                    .extracting(KeyMetadata::keyId)
                    .containsExactly(id(2));
            assertThat(store.keys()
                            .key(ACME, new KeyReference.ById(id(1)))
                            .orElseThrow()
                            .metadata()
                            .line())
                    .isEqualTo(newest.line());
            KeyMetadata other = store.keys()
                    .key(ACME, new KeyReference.ById(id(9)))
                    .orElseThrow()
                    .metadata();
            assertThat(other.line().lineId()).isEqualTo(id(9));
            assertThat(other.accessPolicy().maxUsagePerDay()).isEqualTo(900);
        }
    }

    /** The first is {@link #KEY}. */
    private static UUID id(int number) {
        return new UUID(KEY.getMostSignificantBits(), KEY.getLeastSignificantBits() + number - 1);
    }

    private static String hex(int number) {
        return id(number).toString().replace("-", "");
    }

    private static String key(
            int number, String alias, String state, int rotations, @Nullable String from, String to, int limit) {
        return "INSERT INTO keys (tenant, environment, plane, key_id, key_alias, key_type, key_usage, key_state,"
                + " created_at, valid_from, valid_until, rotation_count, rotated_from, rotated_to, requires_approval,"
                + " max_usage_per_day, protection, allowed_modules, wrapped, public_key)"
                + " VALUES (1, 'prod', 'tenant', x'" + hex(number) + "', " + alias + ", 'AES-256', 'encrypt', '" + state
                + "', 1, 2, 3, " + rotations + ", " + (from == null ? "NULL" : "x'" + from + "'") + ", " + to
                + ", 0, " + limit + ", 'software', 'billing', x'00', '')";
    }

    /** Subscriptions were a tenant's, and told of all its environments. */
    @Test
    void aSubscriptionIsOfTheScopeThatItWasMadeInAndDeadIfThatIsNotKnown() throws Exception {
        writeBefore("V17.sql", statement -> {
            for (int number : new int[] {1, 2}) {
                statement.executeUpdate(
                        "INSERT INTO subscriptions (subscription_id, tenant_id, kind, target, event_types,"
                                + " next_index, state, generation, created_at) VALUES (x'" + hex(number)
                                + "', 'acme', 'webhook', 'https://example.com/', 'receipt', 0, 'active', 1, 1)");
            }
            statement.executeUpdate("INSERT INTO operations (id, name) VALUES (77, 'subscription_created')");
            statement.executeUpdate("INSERT INTO ledger_entries (idx, receipt_id, tenant, operation, ts, canonical)"
                    + " VALUES (900, randomblob(16), 1, 77, 1,"
                    + " CAST('{\"environment\":\"staging\",\"plane\":\"laptop\"}' AS BLOB))");
            statement.executeUpdate("INSERT INTO ledger_changes (idx, canonical) VALUES (900,"
                    + " CAST('{\"subscription_id\":\"" + id(1) + "\"}' AS BLOB))");
        });
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            Subscription known =
                    store.subscriptions().subscription(Reach.all("acme"), id(1)).orElseThrow();
            assertThat(known.scope()).isEqualTo(new Scope("acme", Environment.STAGING, Plane.LAPTOP));
            assertThat(known.state()).isEqualTo(SubscriptionState.ACTIVE);
            assertThat(store.subscriptions()
                            .subscription(Reach.all("acme"), id(2))
                            .orElseThrow()
                            .state())
                    .isEqualTo(SubscriptionState.DEAD);
        }
    }

    @Test
    void encryptionsAreCountedFromWhatTheLedgerTellsAndOfWhatIsArchivedRatherTooManyThanTooFew() throws Exception {
        writeBefore("V36.sql", statement -> {
            statement.executeUpdate("INSERT INTO operations (id, name) VALUES (71, 'encrypt'), (72, 'decrypt'),"
                    + " (73, 're_encrypted')");
            statement.executeUpdate("INSERT INTO ledger_pruned (id, receipts) VALUES (1, 1024)");
            for (int operation : new int[] {71, 72}) {
                statement.executeUpdate("INSERT INTO ledger_key_spans (tenant, key_id, span, operation) VALUES (1, x'"
                        + hex(1) + "', 0, " + operation + "), (1, x'" + hex(1) + "', 1, " + operation + ")");
            }
            statement.executeUpdate(receipt(1024, 71, 1, ""));
            statement.executeUpdate(receipt(1025, 71, 1, ",\"error_code\":\"KEY_INACTIVE\""));
            statement.executeUpdate(receipt(1026, 72, 1, ""));
            statement.executeUpdate(receipt(1027, 71, 1, ""));
            statement.executeUpdate(uses(1027, use(1, "encrypt", 10)));
            statement.executeUpdate(receipt(1028, 73, 2, ""));
            statement.executeUpdate(uses(1028, use(2, "decrypt", 5) + "," + use(1, "encrypt", 4)));
            statement.executeUpdate(receipt(1029, 73, 2, ",\"error_code\":\"INVALID_REQUEST\""));
            statement.executeUpdate(uses(1029, use(2, "decrypt", 1) + "," + use(1, "encrypt", 1)));
        });
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            assertThat(store.usage().encryptions(ACME, KEY)).isEqualTo(1024 + 1 + 10 + 4);
            assertThat(store.toldUses().told(ACME, KEY, Instant.EPOCH, Instant.MAX, Long.MAX_VALUE, 9))
                    .containsExactly(1029L, 1028L);
            assertThat(store.toldUses().told(ACME, id(2), Instant.EPOCH, Instant.MAX, Long.MAX_VALUE, 9))
                    .isEmpty();
        }
    }

    private static String receipt(long index, int operation, int key, String outcome) {
        return "INSERT INTO ledger_entries (idx, receipt_id, tenant, operation, key_id, ts, canonical) VALUES (" + index
                + ", randomblob(16), 1, " + operation + ", x'" + hex(key)
                + "', 1, CAST('{\"kms_context\":{\"key_id\":\""
                + id(key) + "\"" + outcome + "}}' AS BLOB))";
    }

    private static String uses(long index, String uses) {
        return "INSERT INTO ledger_changes (idx, canonical) VALUES (" + index + ", CAST('{\"uses\":[" + uses
                + "]}' AS BLOB))";
    }

    private static String use(int key, String usage, int times) {
        return "{\"key_id\":\"" + id(key) + "\",\"times\":" + times + ",\"usage\":\"" + usage + "\"}";
    }

    /** Its tenants had one root each, with one wrap and no id for it. */
    @Test
    void aRootOfBeforeThereWereVersionsIsTheFirstWithOneWrapAndAllSecretsLieUnderIt() throws Exception {
        writeBefore("V10.sql", statement -> {
            statement.executeUpdate(
                    "INSERT INTO tenant_roots (tenant, provider, wrapped, created_at) VALUES (1, 'local', x'0102', 1735689600000)");
            statement.executeUpdate("""
                    INSERT INTO subscriptions (subscription_id, tenant_id, kind, target, secret, event_types, next_index,
                        state, generation, created_at)
                    VALUES (x'01a2005d419870008edaac6365cf358f', 'acme', 'webhook', 'https://example.com/', x'03',
                        'receipt', 0, 'active', 1, 1)""");
        });
        try (Store store = new Store(SqliteDatabase.open(folder))) {
            TenantRoot root = store.tenantRoots().tenantRoot("acme", 1).orElseThrow();
            RootWrap wrap = root.wraps().getFirst();
            assertThat(root.wraps()).hasSize(1);
            assertThat(wrap.wrapped()).containsExactly(1, 2);
            assertThat(wrap.wrapping().provider()).isEqualTo("local");
            assertThat(wrap.wrapping().key()).isEqualTo(ProviderKeyReference.DEFAULT);
            assertThat(wrap.wrapping().wrappingId().version()).isEqualTo(7);
            assertThat(wrap.wrapping().wrappingId().variant()).isEqualTo(2);
            assertThat(root.createdAt()).isEqualTo(wrap.wrappedAt()).isEqualTo(Instant.ofEpochMilli(1735689600000L));
            assertThat(store.tenantRoots().newestVersion("acme")).hasValue(1);
            assertThat(store.keys()
                            .key(ACME, new KeyReference.ById(KEY))
                            .orElseThrow()
                            .wrapped()
                            .orElseThrow()
                            .rootVersion())
                    .isEqualTo(1);
            assertThat(store.subscriptions()
                            .subscription(Reach.all("acme"), KEY)
                            .orElseThrow()
                            .wrappedSecret()
                            .orElseThrow()
                            .rootVersion())
                    .isEqualTo(1);
        }
    }

    private static KeyMetadata key(Store store) throws Exception {
        return store.keys().key(ACME, new KeyReference.ById(KEY)).orElseThrow().metadata();
    }
}
