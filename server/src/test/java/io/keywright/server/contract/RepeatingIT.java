package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A changing request that is sent again with its Idempotency-Key is done once. */
@Served
class RepeatingIT {

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final int SENDERS = 8;

    private final Installation server;
    private Kms kms;
    private Kms colleague;
    private String key = "";

    RepeatingIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
        this.colleague = kms;
    }

    @BeforeEach
    void beOfANewTenant() {
        Identity identity = Identity.ofNewTenant();
        kms = server.as(identity);
        colleague = server.as(identity.asModule("M7"));
        key = UUID.randomUUID().toString();
    }

    private static Reply post(Kms sender, String path, String body, String... keys) {
        return sender.send(request -> {
            for (String one : keys) {
                request.header("Idempotency-Key", one);
            }
            return request.uri(sender.uri("/kms/v1" + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
        });
    }

    private static final String AES = "{\"key_type\":\"AES-256\",\"key_usage\":[\"encrypt\"]}";

    @Test
    void aKeyIsMadeOnceAndAnsweredAlikeWithItsOneReceipt() {
        Reply first = post(kms, "/keys", AES, key).expect(201);
        Reply again = post(kms, "/keys", AES, key).expect(201);
        Reply reordered = post(kms, "/keys", "{ \"key_usage\": [\"encrypt\"], \"key_type\": \"AES-256\" }", key)
                .expect(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(reordered.text()).isEqualTo(first.text());
        assertThat(List.of(first.header(REPLAYED), again.header(REPLAYED), reordered.header(REPLAYED)))
                .containsExactly("", "true", "true");
        assertThat(kms.receipts("operation=key_generated"))
                .singleElement()
                .satisfies(receipt ->
                        assertThat(receipt.path("receipt_id").asText()).isEqualTo(first.text("receipt_id")));
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        String keyId = post(kms, "/keys", AES, key).expect(201).text("key_id");
        String other = kms.newKey("AES-256");
        Refusal.of(post(kms, "/keys", AES.replace("AES", "AES "), key), 400, "INVALID_REQUEST");
        Refusal.of(
                post(kms, "/keys", "{\"key_type\":\"HMAC-256\",\"key_usage\":[\"sign\"]}", key),
                400,
                "INVALID_REQUEST",
                "idempotency_key_reused");
        Refusal.of(
                post(kms, "/keys/" + keyId + "/rotate", "{}", key), 400, "INVALID_REQUEST", "idempotency_key_reused");

        String rotation = UUID.randomUUID().toString();
        post(kms, "/keys/" + keyId + "/rotate", "{}", rotation).expect(200);
        Refusal.of(
                post(kms, "/keys/" + other + "/rotate", "{}", rotation),
                400,
                "INVALID_REQUEST",
                "idempotency_key_reused");
        post(kms, "/keys/" + keyId + "/rotate", "{}", rotation).expect(200);
    }

    @Test
    void anotherModulesKeyIsAnother() {
        String keyId = post(kms, "/keys", AES, key).expect(201).text("key_id");
        assertThat(post(colleague, "/keys", AES, key).expect(201).text("key_id"))
                .isNotEqualTo(keyId);
    }

    @Test
    void ofManyAtOnceOneIsDone() {
        List<Reply> replies = Together.run(SENDERS, i -> post(kms, "/keys", AES, key));
        replies.stream().filter(reply -> reply.status() != 201).forEach(reply -> {
            Refusal.of(reply, 409, "RATE_LIMITED", "request_running");
            assertThat(reply.header("Retry-After")).isNotEmpty();
        });
        String keyId = post(kms, "/keys", AES, key).expect(201).text("key_id");
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 201)
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(reply.text("key_id")).isEqualTo(keyId));
        assertThat(kms.receipts("operation=key_generated"))
                .filteredOn(
                        receipt -> receipt.path("kms_context").path("success").booleanValue())
                .hasSize(1);
    }

    @Test
    void aRefusalIsLookedAtAfresh() {
        String path = "/keys/" + kms.newKey("AES-256") + "/rotate";
        Refusal.of(post(colleague, path, "{}", key), 403, "POLICY_VIOLATION", "module_not_allowed");
        Map<String, Object> open =
                Map.of("allowed_modules", List.of("M21", "M7"), "requires_approval", false, "max_usage_per_day", 10);
        kms.put(path.replace("rotate", "policy"), open, "*").expect(200);
        Reply rotated = post(colleague, path, "{}", key).expect(200);
        assertThat(post(colleague, path, "{}", key).expect(200).text()).isEqualTo(rotated.text());
    }

    @Test
    void theVersionOfAChangedPolicyIsAnsweredAgain() {
        String path = "/keys/" + kms.newKey("AES-256") + "/policy";
        String version = kms.get(path).header("ETag");
        String policy = Body.json(
                Body.of("allowed_modules", List.of("M21"), "requires_approval", false, "max_usage_per_day", 7));
        Reply first = put(path, version, policy).expect(200);
        Reply again = put(path, version, policy).expect(200);

        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isNotEqualTo(version);
        assertThat(again.text()).isEqualTo(first.text());
        Refusal.of(put(path, "*", policy), 400, "INVALID_REQUEST", "idempotency_key_reused");
    }

    private Reply put(String path, String version, String policy) {
        return kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                .header("Idempotency-Key", key)
                .header("If-Match", version)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(policy)));
    }

    @Test
    void whatIsNoKeyIsRefusedAndNothingIsDone() {
        Refusal.of(post(kms, "/keys", AES, "x".repeat(129)), 400, "INVALID_REQUEST", "idempotency_key_unreadable");
        Refusal.of(post(kms, "/keys", AES, ""), 400, "INVALID_REQUEST", "idempotency_key_unreadable");
        Refusal.of(post(kms, "/keys", AES, "one", "two"), 400, "INVALID_REQUEST", "two_idempotency_keys");
        assertThat(kms.get("/keys").json().path("keys")).isEmpty();
        post(kms, "/keys", AES, "x".repeat(128)).expect(201);
    }

    @Test
    void usesOfKeysTakeNoNoticeOfIt() {
        String keyId = kms.newKey("Ed25519");
        String sign = Body.json(Body.of("key_id", keyId, "data", new byte[1]));
        String receipt = post(kms, "/sign", sign, key).expect(200).text("receipt_id");
        assertThat(post(kms, "/sign", sign, key).expect(200).text("receipt_id")).isNotEqualTo(receipt);
    }
}
