package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A tenant's way with a root of its own: made, used, switched off and on by its owner, and moved while it is in use. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
class OwnRootIT {

    private static final String TENANT = "acme";
    private static final String MOUNT = "own-root";
    private static final String KEY = MOUNT + "/keys/" + TENANT;
    private static final byte[] PLAINTEXT = {1, 2, 3};

    @TempDir
    Path folder;

    private Map<String, String> properties(OpenBao bao) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), bao.root().token());
        return Map.of(
                "keywright.providers.vault.address",
                bao.address(),
                "keywright.providers.vault.ca",
                bao.ca().toString(),
                "keywright.providers.vault.mount",
                MOUNT,
                "keywright.providers.vault.auth",
                "token",
                "keywright.providers.vault.token-file",
                token.toString(),
                "keywright.providers.elsewhere.type",
                "local",
                "keywright.providers.elsewhere.file",
                folder.resolve("elsewhere.key").toString(),
                "keywright.cache.time-to-live",
                "PT2S",
                "keywright.cache.grace",
                "PT1S");
    }

    private static void prepare(OpenBao bao) throws Exception {
        bao.root().call("POST", "sys/mounts/" + MOUNT, Map.of("type", "transit"));
        bao.root().call("POST", KEY, Map.of());
    }

    private static Map<String, Object> wrappedBy(String provider, String... key) {
        return key.length == 0 ? Map.of("provider", provider) : Map.of("provider", provider, "key", key[0]);
    }

    private static JsonNode root(Kms admin) {
        return admin.get("/tenants/" + TENANT).expect(200).json().get("root");
    }

    private static void ends(Kms admin, Kms tenant, String keyId, String state, int status) {
        Eventually.passes(() -> {
            assertThat(tenant.encrypt(keyId, PLAINTEXT).status()).isEqualTo(status);
            JsonNode root = root(admin);
            assertThat(root.get("state").asText()).isEqualTo(state);
            assertThat(root.get("wrappings").get(0).get("state").asText()).isEqualTo(state);
        });
    }

    @Test
    void ofItsOwnRoot(OpenBao bao) throws Exception {
        prepare(bao);
        try (Installation server = Installation.start(properties(bao));
                Kms admin = server.asPlatform()) {
            Reply made = admin.post(
                    "/tenants", Map.of("tenant_id", TENANT, "wrappings", List.of(wrappedBy("vault", TENANT))));
            assertThat(made.expect(201)
                            .json()
                            .get("root")
                            .get("wrappings")
                            .get(0)
                            .get("key")
                            .asText())
                    .isEqualTo(TENANT);

            Kms tenant = server.as(Identity.of(TENANT));
            String keyId = tenant.newKey("AES-256");
            Reply encrypted = tenant.encrypt(keyId, PLAINTEXT).expect(200);

            bao.root().call("DELETE", KEY + "/soft-delete", Map.of());
            ends(admin, tenant, keyId, "off", 503);
            JsonNode refusal =
                    tenant.encrypt(keyId, PLAINTEXT).expect(503).json().get("details");
            assertThat(refusal.get("provider").asText()).isEqualTo("vault");
            assertThat(refusal.get("reason").asText())
                    .isEqualTo(root(admin).get("reason").asText());

            bao.root().call("POST", KEY + "/soft-delete-restore", Map.of());
            ends(admin, tenant, keyId, "ready", 200);

            moveWhileInUse(admin, tenant, keyId);
            bao.root().call("DELETE", KEY + "/soft-delete", Map.of());
            server.kill();
            server.start();
            assertThat(server.as(Identity.of(TENANT))
                            .decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                            .expect(200)
                            .bytes("plaintext"))
                    .isEqualTo(PLAINTEXT);
            assertThat(server.as(Identity.of(TENANT)).receipts("limit=1000"))
                    .extracting(receipt -> receipt.get("operation").asText())
                    .contains("tenant_created", "tenant_root_refused", "tenant_root_restored", "tenant_root_changed");
        }
    }

    private static void moveWhileInUse(Kms admin, Kms tenant, String keyId) throws Exception {
        AtomicBoolean moved = new AtomicBoolean();
        AtomicInteger failed = new AtomicInteger();
        Thread user = Thread.ofVirtual().start(() -> {
            while (!moved.get()) {
                failed.addAndGet(tenant.encrypt(keyId, PLAINTEXT).status() == 200 ? 0 : 1);
            }
        });
        Reply changed = admin.put("/tenants/" + TENANT + "/root", Map.of("wrappings", List.of(wrappedBy("elsewhere"))));
        moved.set(true);
        user.join();
        assertThat(changed.expect(200)
                        .json()
                        .get("root")
                        .get("wrappings")
                        .get(0)
                        .get("provider")
                        .asText())
                .isEqualTo("elsewhere");
        assertThat(failed).hasValue(0);
    }
}
