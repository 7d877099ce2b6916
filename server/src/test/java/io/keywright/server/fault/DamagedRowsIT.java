package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that somebody altered under a running server: what they hold is refused, everything else goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedRowsIT {

    private static final byte[] DATA = {1, 2, 3};
    private static final String SET_WRAPPED = "UPDATE keys SET wrapped = ? WHERE key_id = ?";
    private static final String SET_PUBLIC_KEY = "UPDATE keys SET public_key = ? WHERE key_id = ?";

    private final Installation server = Installation.start(Map.of());
    private final DatabaseFile database = DatabaseFile.of(server);
    private final Kms kms = server.asNewTenant();

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    private Object column(String name, String keyId) {
        return database.value("SELECT " + name + " FROM keys WHERE key_id = ?", DatabaseFile.id(keyId));
    }

    private void set(String update, Object value, String keyId) {
        database.change(1, update, value, DatabaseFile.id(keyId));
    }

    private void refuses(Reply reply) {
        refuses(reply, "key_integrity");
    }

    private void refuses(Reply reply, String reason) {
        Degraded.unavailable(reply, reason);
        assertThat(server.log())
                .as("an event for the operator")
                .containsPattern("(WARN|ERROR).*event=\\S+.*request_id=" + reply.header("X-Request-Id"));
    }

    @Test
    void keysWhoseWrappedMaterialWasSwappedAreBothRefusedAndStillShown() {
        String one = kms.newKey("AES-256");
        String other = kms.newKey("AES-256");
        String untouched = kms.newKey("AES-256");
        Object wrapped = column("wrapped", one);
        set(SET_WRAPPED, column("wrapped", other), one);
        set(SET_WRAPPED, wrapped, other);

        for (String keyId : List.of(one, other)) {
            refuses(kms.encrypt(keyId, DATA));
            refuses(kms.decrypt(keyId, new byte[20], new byte[12]));
            kms.get("/keys/" + keyId).expect(200);
        }
        kms.encrypt(untouched, DATA).expect(200);
        kms.get("/keys").expect(200);
    }

    @Test
    void aKeyWorksAgainOnceItsRowIsPutBack() {
        String keyId = kms.newKey("AES-256");
        byte[] wrapped = (byte[]) column("wrapped", keyId);
        set(SET_WRAPPED, Arrays.copyOf(wrapped, wrapped.length - 1), keyId);
        refuses(kms.encrypt(keyId, DATA));
        set(SET_WRAPPED, wrapped, keyId);
        kms.encrypt(keyId, DATA).expect(200);
    }

    @Test
    void theWrappedMaterialOfAnotherTenantsKeyIsRefused() {
        Kms thief = server.asNewTenant();
        String stolen = kms.newKey("AES-256");
        String planted = thief.newKey("AES-256");
        set(SET_WRAPPED, column("wrapped", stolen), planted);
        refuses(thief.encrypt(planted, DATA));
        kms.encrypt(stolen, DATA).expect(200);
    }

    @Test
    void aKeyThatWasMovedToAnotherTenantOrEnvironmentIsRefused() {
        Identity here = Identity.ofNewTenant();
        Identity elsewhere = here.inEnvironment("staging");
        String keyId = server.as(here).newKey("AES-256");
        database.change(1, "UPDATE keys SET environment = 'staging' WHERE key_id = ?", (Object) DatabaseFile.id(keyId));
        assertThat(server.as(here).encrypt(keyId, DATA).status()).isEqualTo(404);
        refuses(server.as(elsewhere).encrypt(keyId, DATA), "row_integrity");
    }

    @Test
    void aSwappedPublicKeyIsRefused() {
        Kms own = server.asNewTenant();
        String one = own.newKey("Ed25519");
        String other = own.newKey("Ed25519");
        set(SET_PUBLIC_KEY, column("public_key", other), one);
        refuses(own.sign(one, DATA), "row_integrity");
        refuses(own.verify(one, DATA, new byte[64]), "row_integrity");
        own.sign(other, DATA).expect(200);
    }

    @Test
    void aSwappedPublicKeyIsNotGivenOut() {
        Kms own = server.asNewTenant();
        String one = own.newKey("Ed25519");
        String other = own.newKey("Ed25519");
        Object right = column("public_key", one);
        set(SET_PUBLIC_KEY, column("public_key", other), one);
        refuses(own.get("/keys/" + one), "row_integrity");
        own.get("/keys/" + other).expect(200);
        refuses(own.get("/keys"), "row_integrity");
        assertThat(own.get("/keys").json().path("details").path("id").asText()).isEqualTo(one);

        set(SET_PUBLIC_KEY, right, one);
        own.get("/keys").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key_usage = 'sign\nverify\nencrypt\n'",
                "key_type = 'EC-P256'",
                "key_type = 'nonsense'",
                "key_state = 'nonsense'",
                "public_key = 'nonsense'",
                "public_key = ''",
                "wrapped = x''",
                "wrapped = zeroblob(1000000)"
            })
    void aRowThatMakesNoSenseIsRefused(String change) {
        String keyId = kms.newKey("Ed25519");
        String row = change.startsWith("key_type") || change.startsWith("key_usage")
                ? "UPDATE key_lines SET " + change + " WHERE id = (SELECT line FROM keys WHERE key_id = ?)"
                : "UPDATE keys SET " + change + " WHERE key_id = ?";
        database.change(1, row, (Object) DatabaseFile.id(keyId));
        Degraded.unavailable(kms.sign(keyId, DATA));
        kms.sign(kms.newKey("Ed25519"), DATA).expect(200);
        database.change(1, "DELETE FROM keys WHERE key_id = ?", (Object) DatabaseFile.id(keyId));
    }

    @Test
    void aTenantRootOfAnotherTenantOpensNothing() {
        Identity identity = Identity.ofNewTenant();
        String keyId = server.as(identity).newKey("AES-256");
        String lender = kms.newKey("AES-256");
        server.stop();
        Object right = rootOf(identity.tenant());
        database.change(
                1,
                "UPDATE tenant_root_wraps SET wrapped = (SELECT wrapped FROM tenant_root_wraps WHERE tenant ="
                        + " (SELECT tenant FROM keys WHERE key_id = ?)) WHERE tenant ="
                        + " (SELECT id FROM tenants WHERE tenant_id = ?)",
                DatabaseFile.id(lender),
                identity.tenant());
        server.start();
        Refusal.of(server.as(identity).encrypt(keyId, DATA), 503, "DEPENDENCY_UNAVAILABLE", "altered");
        Refusal.of(server.as(identity).create("AES-256", List.of("encrypt")), 503, "DEPENDENCY_UNAVAILABLE", "altered");
        kms.encrypt(lender, DATA).expect(200);
        database.change(
                1,
                "UPDATE tenant_root_wraps SET wrapped = ? WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?)",
                right,
                identity.tenant());
        Eventually.passes(() -> server.as(identity).encrypt(keyId, DATA).expect(200));
    }

    private Object rootOf(String tenant) {
        return database.value(
                "SELECT wrapped FROM tenant_root_wraps WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?)",
                tenant);
    }

    /** SQLite refuses such a row, unless whoever writes it asks it not to look. */
    @Test
    void aDestroyedKeyWhoseRowSaysThatItIsActiveIsRefused() {
        Kms own = server.asNewTenant();
        String keyId = own.newKey("AES-256");
        own.revoke(keyId).expect(200);
        database.changeUnchecked(
                1, "UPDATE keys SET key_state = 'active' WHERE key_id = ?", (Object) DatabaseFile.id(keyId));
        refuses(own.encrypt(keyId, DATA), "row_integrity");
        refuses(own.rotate(keyId), "row_integrity");
        refuses(own.get("/keys/" + keyId), "row_integrity");
        refuses(own.get("/keys"), "row_integrity");
        own.encrypt(own.newKey("AES-256"), DATA).expect(200);
    }

    @Test
    void aTenantRootThatIsLostIsNotReplaced() {
        Identity identity = Identity.ofNewTenant();
        String keyId = server.as(identity).newKey("AES-256");
        server.stop();
        forgetRoots(identity.tenant());
        server.start();
        Degraded.unavailable(server.as(identity).encrypt(keyId, DATA), "root_missing");
        Degraded.unavailable(server.as(identity).create("AES-256", List.of("encrypt")), "root_missing");
        database.change(
                1, "DELETE FROM keys WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?)", identity.tenant());
        Degraded.unavailable(server.as(identity).create("AES-256", List.of("encrypt")), "root_missing");
        kms.encrypt(kms.newKey("AES-256"), DATA).expect(200);
    }

    private void forgetRoots(String tenant) {
        for (String table : List.of("tenant_root_wraps", "tenant_wrappings", "tenant_root_versions")) {
            database.change(
                    1, "DELETE FROM " + table + " WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?)", tenant);
        }
    }

    @Test
    void anAlteredReceiptIsNotAnswered() {
        Reply signed = kms.sign(kms.newKey("Ed25519"), DATA).expect(200);
        String receiptId = signed.text("receipt_id");
        Object right = database.value(
                "SELECT canonical FROM ledger_entries WHERE receipt_id = ?", (Object) DatabaseFile.id(receiptId));
        String change = "UPDATE ledger_entries SET canonical = ? WHERE receipt_id = ?";
        byte[] altered = ((byte[]) right).clone();
        altered[altered.length / 2] ^= 1;
        database.change(1, change, altered, DatabaseFile.id(receiptId));
        try {
            Degraded.unavailable(kms.get("/receipts/" + receiptId));
            Degraded.unavailable(kms.get("/receipts/" + receiptId + "/proof"));
            Degraded.unavailable(kms.get("/receipts?limit=10"));
        } finally {
            database.change(1, change, right, DatabaseFile.id(receiptId));
        }
        kms.get("/receipts/" + receiptId).expect(200);
    }
}
