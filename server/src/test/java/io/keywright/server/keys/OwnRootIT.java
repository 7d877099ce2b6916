package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.server.fault.Audit;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A tenant's way with a root of its own, from one provider's key to another's. The page docs/setup/KMS_QUICKSTART.md goes the
 * same way by hand.
 */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
class OwnRootIT {

    private static final String TENANT = "acme";
    private static final String MOUNT = "own-root";
    private static final String KEY = MOUNT + "/keys/" + TENANT;
    private static final String REGION = "eu-central-1";
    private static final String TIME_TO_LIVE = "keywright.cache.time-to-live";
    private static final byte[] PLAINTEXT = {1, 2, 3};

    @TempDir
    Path folder;

    private AwsEmulator aws;
    private OpenBao bao;
    private Installation server;
    private Kms admin;
    private Kms tenant;

    @BeforeEach
    void start(OpenBao shared) throws Exception {
        bao = shared;
        bao.root().call("POST", "sys/mounts/" + MOUNT, Map.of("type", "transit"));
        bao.root().call("POST", KEY, Map.of());
        aws = AwsEmulator.moto();
        server = Installation.start(Map.ofEntries(
                Map.entry("keywright.providers.vault.address", bao.address()),
                Map.entry("keywright.providers.vault.ca", bao.ca().toString()),
                Map.entry("keywright.providers.vault.mount", MOUNT),
                Map.entry("keywright.providers.vault.auth", "token"),
                Map.entry(
                        "keywright.providers.vault.token-file",
                        secret("token", bao.root().token())),
                Map.entry("keywright.providers.aws.region", REGION),
                Map.entry("keywright.providers.aws.endpoint", aws.endpoint().toString()),
                Map.entry("keywright.providers.aws.credentials", "file"),
                Map.entry(
                        "keywright.providers.aws.credentials-file",
                        secret("credentials", "[default]\naws_access_key_id = a\naws_secret_access_key = b\n")),
                Map.entry(TIME_TO_LIVE, "PT2S"),
                Map.entry("keywright.cache.grace", "PT1S")));
        admin = server.asPlatform();
        tenant = server.as(Identity.of(TENANT));
    }

    private String secret(String name, String content) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    @AfterEach
    void stop() throws Exception {
        if (admin != null) {
            admin.close();
        }
        if (server != null) {
            server.close();
        }
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    void aTenantHoldsItsRootSwitchesItOffAndOnAndTakesItElsewhereWhileItIsInUse() throws Exception {
        admin.post("/tenants", Map.of("tenant_id", TENANT, "wrappings", List.of(wrapping("vault", TENANT))))
                .expect(201);
        assertThat(wrapping().get("provider").asText()).isEqualTo("vault");
        String keyId = tenant.newKey("AES-256");
        Reply encrypted = tenant.encrypt(keyId, PLAINTEXT).expect(200);

        bao.root().call("DELETE", KEY + "/soft-delete", Map.of());
        becomes("off", keyId, 503);
        Reply refused = tenant.encrypt(keyId, PLAINTEXT).expect(503);
        assertThat(refused.header("Retry-After")).isEmpty();
        JsonNode why = refused.json();
        assertThat(why.get("retryable").asBoolean()).isFalse();
        assertThat(why.get("message").asText()).contains("ask whoever owns the provider's key");
        assertThat(why.at("/details/provider").asText()).isEqualTo("vault");
        assertThat(why.at("/details/provider_key").asText()).isEqualTo(TENANT);
        assertThat(why.at("/details/docs").asText()).isEqualTo("docs/setup/KMS_TROUBLESHOOTING.md");
        assertThat(why.at("/details/reason")).isEqualTo(root().get("reason")).hasToString("\"key_disabled\"");

        bao.root().call("POST", KEY + "/soft-delete-restore", Map.of());
        becomes("ready", keyId, 200);

        String elsewhere = aws.createKey(REGION);
        List<Integer> answers = answersDuring(
                keyId,
                () -> admin.put(
                                "/tenants/" + TENANT + "/root",
                                Map.of("wrappings", List.of(wrapping("aws", elsewhere))))
                        .expect(200));
        assertThat(answers).containsOnly(200);
        assertThat(wrapping().get("provider").asText()).isEqualTo("aws");
        assertThat(wrapping().get("key").asText()).isEqualTo(elsewhere);

        bao.root().call("DELETE", KEY + "/soft-delete", Map.of());
        server.kill();
        server.start(server.launch().with(Map.of(TIME_TO_LIVE, "PT1H")));
        assertThat(tenant.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                        .expect(200)
                        .bytes("plaintext"))
                .isEqualTo(PLAINTEXT);
        isSeenWarmedAndPurged();
        assertThat(tenant.receipts("limit=1000"))
                .extracting(receipt -> receipt.get("operation").asText())
                .containsOnlyOnce(
                        "tenant_created",
                        "tenant_root_refused",
                        "tenant_root_restored",
                        "tenant_root_changed",
                        "cache_warmed",
                        "cache_purged");

        VerifierKey ledgerKey =
                VerifierKey.parse(tenant.get("/ledger/key").text().strip());
        server.stop();
        Audit.of(server.data(), ledgerKey).findsNothing();
    }

    private void isSeenWarmedAndPurged() {
        Map<String, Object> ofTenant = Map.of("tenant_id", TENANT);
        JsonNode warmed = admin.post("/admin/cache/warm", ofTenant).expect(200).json();
        assertThat(warmed.get("roots").asInt()).isEqualTo(1);
        assertThat(warmed.get("complete").asBoolean()).isTrue();
        JsonNode held =
                admin.get("/admin/cache?tenant_id=" + TENANT).expect(200).json();
        assertThat(held.at("/providers/0/provider").asText()).isEqualTo("aws");
        assertThat(held.at("/tenants/0/keys").asInt()).isPositive();
        assertThat(admin.post("/admin/cache/purge", ofTenant)
                        .expect(200)
                        .json()
                        .get("roots")
                        .asInt())
                .isEqualTo(1);
    }

    private static Map<String, Object> wrapping(String provider, String key) {
        return Map.of("provider", provider, "key", key);
    }

    private JsonNode root() {
        return admin.get("/tenants/" + TENANT).expect(200).json().get("root");
    }

    private JsonNode wrapping() {
        assertThat(root().get("wrappings")).hasSize(1);
        return root().get("wrappings").get(0);
    }

    private void becomes(String state, String keyId, int status) {
        Eventually.passes(() -> {
            assertThat(tenant.encrypt(keyId, PLAINTEXT).status()).isEqualTo(status);
            assertThat(root().get("state").asText()).isEqualTo(state);
            assertThat(wrapping().get("state").asText()).isEqualTo(state);
        });
    }

    /** What a tenant that goes on using its key is answered while {@code change} is under way. */
    private List<Integer> answersDuring(String keyId, Callable<?> change) throws Exception {
        List<Integer> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread user = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                answers.add(tenant.encrypt(keyId, PLAINTEXT).status());
            }
        });
        try {
            Eventually.passes(() -> assertThat(answers).isNotEmpty());
            change.call();
        } finally {
            done.set(true);
            user.join();
        }
        return answers;
    }
}
