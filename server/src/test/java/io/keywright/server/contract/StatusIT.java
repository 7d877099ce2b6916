package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /health, GET /config and GET /openapi. */
@Served(alone = true)
class StatusIT {

    private final Installation server;
    private final Kms kms;

    StatusIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
    }

    @Test
    void aHealthyServerSaysWhatItProbed() {
        Reply health = kms.get("/health").expect(200);

        assertThat(health.members()).containsExactlyInAnyOrder("status", "checks");
        assertThat(health.text("status")).isEqualTo("healthy");
        assertThat(health.json().path("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.path("status").asText()).isEqualTo("pass"))
                .extracting(check -> check.path("name").asText())
                .contains("root_provider", "store", "trust_store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kms/v1/health/kms", "/health/kms"})
    void thePlatformIsToldHowTheRootProvidersDoByEitherName(String path) {
        try (Kms platform = server.asPlatform()) {
            Reply told = platform.send(request -> request.uri(platform.uri(path)));
            assertThat(told.expect(200).members()).containsExactlyInAnyOrder("status", "providers");
            JsonNode provider = told.json().path("providers").path(0);
            assertThat(provider.path("name").asText()).isEqualTo("local");
            assertThat(provider.path("status").asText()).isEqualTo("healthy");
            assertThat(provider.path("breaker").asText()).isEqualTo("closed");
            assertThat(provider.path("last_success").asText()).endsWith("Z");
            assertThat(provider.path("latency_ms").isIntegralNumber()).isTrue();
            Reply options = platform.send(
                    request -> request.uri(platform.uri(path)).method("OPTIONS", BodyPublishers.noBody()));
            assertThat(options.expect(204).header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
        Refusal.of(kms.send(request -> request.uri(kms.uri(path))), 403, "UNAUTHORIZED", "platform_role_missing");
        assertThat(kms.send(request -> request.uri(kms.uri(path + "/more"))).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kms/v1/admin/validate-kms", "/admin/validate-kms"})
    void thePlatformValidatesTheRootProvidersByEitherNameAndLeavesAReceipt(String path) {
        try (Kms platform = server.asPlatform()) {
            Reply validated = validate(platform, path, "{}").expect(200);
            assertThat(validated.members()).containsExactlyInAnyOrder("status", "checks", "receipt_id");
            assertThat(validated.text("status")).isEqualTo("pass");
            assertThat(validated.json().path("checks"))
                    .extracting(check -> check.path("name").asText())
                    .containsExactly(
                            "describe",
                            "generate",
                            "encrypt",
                            "decrypt",
                            "wrong_context",
                            "retrieve_uncached",
                            "retrieve_cached");
            Refusal.of(validate(platform, path, "{\"provider\":\"paper\"}"), 400, "INVALID_REQUEST");
            Refusal.of(validate(platform, path, "{\"key\":\"mine\"}"), 400, "INVALID_REQUEST");
        }
        int before = kms.receipts("operation=root_provider_validated").size();
        Refusal.of(validate(kms, path, "{}"), 403, "UNAUTHORIZED", "role_missing");
        assertThat(kms.receipts("operation=root_provider_validated")).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kms/v1/admin/status", "/admin/status"})
    void thePlatformIsToldHowTheInstallationStandsByEitherName(String path) {
        kms.newKey("AES-256");
        try (Kms platform = server.asPlatform()) {
            Reply told =
                    platform.send(request -> request.uri(platform.uri(path))).expect(200);
            assertThat(told.members()).containsExactlyInAnyOrder("node", "tenants", "cache", "rotation", "issues");
            JsonNode tenants = told.json().path("tenants");
            assertThat(tenants.path("total").asLong()).isPositive();
            assertThat(tenants.path("by_provider").path("local").asLong())
                    .isEqualTo(tenants.path("total").asLong());
            assertThat(told.json().path("rotation").path("overdue").asLong()).isZero();
            assertThat(told.json().path("rotation").path("next_due").asText()).endsWith("Z");
            assertThat(told.json().path("issues").isArray()).isTrue();
        }
        Refusal.of(kms.send(request -> request.uri(kms.uri(path))), 403, "UNAUTHORIZED", "role_missing");
    }

    private static Reply validate(Kms caller, String path, String body) {
        return caller.send(request -> request.uri(caller.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void thePlatformIsToldWhatTheRootProvidersCost() {
        try (Kms platform = server.asPlatform()) {
            Reply month = platform.get("/admin/costs?month=2026-11").expect(200);
            assertThat(month.members()).containsExactly("month", "providers", "tenants");
            assertThat(month.text("month")).isEqualTo("2026-11");
            JsonNode local = month.json().path("providers").path(0);
            assertThat(local.path("name").asText()).isEqualTo("local");
            assertThat(local.path("calls").path("unwrap").isIntegralNumber()).isTrue();
            assertThat(local.path("saved_by_cache").path("calls").isIntegralNumber())
                    .isTrue();
            assertThat(local.has("cost")).isFalse();
            Reply tenant = platform.get("/admin/costs?tenant_id=acme").expect(200);
            assertThat(tenant.members()).containsExactly("month", "providers");
            Refusal.of(platform.get("/admin/costs?month=2026-13"), 400, "INVALID_REQUEST");
        }
        Refusal.of(kms.get("/admin/costs"), 403, "UNAUTHORIZED", "platform_role_missing");
    }

    @Test
    void aLostTrustStoreIsSeenAndSeenToReturn() throws IOException {
        Path authority = server.data().resolve("pki").resolve("ca.pem");
        Path hidden = authority.resolveSibling("hidden.pem");
        Files.move(authority, hidden);
        try {
            Reply degraded = kms.get("/health").expect(200);
            assertThat(degraded.text("status")).isEqualTo("degraded");
            JsonNode check = check(degraded, "trust_store");
            assertThat(check.path("status").asText()).isEqualTo("fail");
            assertThat(check.path("detail").asText()).isNotEmpty().doesNotContain("/", "Exception");
        } finally {
            Files.move(hidden, authority);
        }
        assertThat(kms.get("/health").expect(200).text("status")).isEqualTo("healthy");
    }

    @Test
    void theConfigurationHasTheContractsMembersAndDefaults() {
        Reply config = kms.get("/config").expect(200);

        assertThat(config.members())
                .containsExactlyInAnyOrder(
                        "key_rotation_schedule",
                        "rotation_grace_period",
                        "allowed_algorithms",
                        "max_usage_per_day_default",
                        "dual_authorization_required_operations");
        assertThat(config.text("key_rotation_schedule")).isEqualTo("P90D");
        assertThat(config.text("rotation_grace_period")).isEqualTo("P7D");
        assertThat(config.json().path("max_usage_per_day_default").isIntegralNumber())
                .isTrue();
        assertThat(config.json().path("dual_authorization_required_operations").isArray())
                .isTrue();
        assertThat(config.json().path("allowed_algorithms"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder(
                        "RS256",
                        "PS256",
                        "ES256",
                        "ES384",
                        "EdDSA",
                        "HS256",
                        "ML-DSA-65",
                        "AES-256-GCM",
                        "CHACHA20-POLY1305",
                        "ECDH");
    }

    @Test
    void theApiDocumentIsOfVersion303AndNamesEveryPath() {
        Reply document =
                kms.send(request -> request.uri(kms.uri("/kms/v1/openapi")).header("Accept", "application/json"));
        JsonNode json = document.expect(200).json();
        List<String> paths = new ArrayList<>();
        json.path("paths").fieldNames().forEachRemaining(path -> paths.add(path.replaceAll("\\{[^/]*", "{}")));

        assertThat(json.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(paths)
                .contains(
                        "/kms/v1/keys",
                        "/kms/v1/keys/{}",
                        "/kms/v1/keys/{}/rotate",
                        "/kms/v1/keys/{}/revoke",
                        "/kms/v1/sign",
                        "/kms/v1/verify",
                        "/kms/v1/encrypt",
                        "/kms/v1/decrypt",
                        "/kms/v1/health",
                        "/kms/v1/metrics",
                        "/kms/v1/config",
                        "/kms/v1/receipts",
                        "/kms/v1/receipts/{}",
                        "/kms/v1/receipts/{}/proof",
                        "/kms/v1/ledger/checkpoint",
                        "/kms/v1/ledger/consistency",
                        "/kms/v1/ledger/tile/{}",
                        "/kms/v1/ledger/key");
    }

    private static JsonNode check(Reply health, String name) {
        for (JsonNode check : health.json().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + health.text());
    }
}
