package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation, carried out or refused, leaves exactly one receipt with what is known of it. */
@Served
class ReceiptsIT {

    private static final List<String> CHANGES = List.of("key_generated", "key_rotated", "key_revoked");

    private final Identity tenant = Identity.ofNewTenant();
    private final Kms kms;
    private final Attempts attempts;

    ReceiptsIT(Installation server) {
        this.kms = server.as(tenant);
        this.attempts = new Attempts(server, tenant);
    }

    /** Columns: attempt, status, operation, operation_type, algorithm, bits, success, error code. */
    @ParameterizedTest
    @CsvSource({
        "generate,        201, key_generated,      generate,  , 15616, true,",
        "list,            200, keys_listed,        list_keys, ,      , true,",
        "get,             200, key_read,           get_key,   , 256,   true,",
        "get by alias,    200, key_read,           get_key,   , 256,   true,",
        "rotate,          200, key_rotated,        rotate,    , 384,   true,",
        "revoke,          200, key_revoked,        revoke,    , 384,   true,",
        "sign,            200, signature_created,  sign,      EdDSA, 256, true,",
        "sign by alias,   200, signature_created,  sign,      EdDSA, 256, true,",
        "verify,          200, signature_verified, verify,    EdDSA, 256, true,",
        "verify in vain,  200, signature_verified, verify,    EdDSA, 256, false,",
        "encrypt,         200, encrypt,            encrypt,   CHACHA20-POLY1305, 256, true,",
        "decrypt,         200, decrypt,            decrypt,   AES-256-GCM, 256, true,",
        "malformed,       400, signature_created,  sign,      , , false, INVALID_REQUEST",
        "unknown member,  400, signature_created,  sign,      , , false, INVALID_REQUEST",
        "wrong algorithm, 400, signature_created,  sign,      , 256, false, INVALID_REQUEST",
        "wrong usage,     400, encrypt,            encrypt,   , 256, false, INVALID_REQUEST",
        "undecryptable,   400, decrypt,            decrypt,   AES-256-GCM, 256, false, INVALID_REQUEST",
        "too much,        400, encrypt,            encrypt,   , , false, INVALID_REQUEST",
        "no key id,       400, signature_created,  sign,      , , false, INVALID_REQUEST",
        "no such limit,   400, keys_listed,        list_keys, , , false, INVALID_REQUEST",
        "bad id in path,  400, key_read,           get_key,   , , false, INVALID_REQUEST",
        "bad usage,       400, key_generated,      generate,  , , false, INVALID_REQUEST",
        "foreign scope,   403, signature_created,  sign,      , , false, UNAUTHORIZED",
        "foreign module,  403, signature_created,  sign,      , 256, false, POLICY_VIOLATION",
        "foreign module rotates, 403, key_rotated, rotate,    , 256, false, POLICY_VIOLATION",
        "foreign module revokes by alias, 403, key_revoked, revoke, , 256, false, POLICY_VIOLATION",
        "unknown key,     404, signature_created,  sign,      , , false, KEY_NOT_FOUND",
        "unknown alias,   404, key_rotated,        rotate,    , , false, KEY_NOT_FOUND",
        "inactive,        409, signature_created,  sign,      , 2048, false, KEY_INACTIVE",
        "inactive rotates, 409, key_rotated,       rotate,    , 2048, false, KEY_INACTIVE",
        "revoked,         409, signature_verified, verify,    , 256, false, KEY_REVOKED",
        "revoked revokes, 409, key_revoked,        revoke,    , 256, false, KEY_REVOKED"
    })
    void anAttemptLeavesOneReceiptWithAllThatIsKnown(
            String attempt,
            int status,
            String operation,
            String operationType,
            @Nullable String algorithm,
            @Nullable Integer bits,
            boolean success,
            @Nullable String errorCode) {
        Instant before = Instant.now().minusMillis(1);
        Reply reply = attempts.make(attempt).expect(status);
        String receiptId = receiptId(reply);
        JsonNode receipt = kms.get("/receipts/" + receiptId).expect(200).json();
        JsonNode context = receipt.path("kms_context");

        assertThat(receipt.path("operation").asText()).isEqualTo(operation);
        assertThat(receipt.path("module").asText()).isEqualTo("KMS");
        assertThat(receipt.path("requesting_module").asText())
                .isEqualTo(attempt.startsWith("foreign module") ? "M7" : "M21");
        assertThat(receipt.path("tenant_id").asText()).isEqualTo(tenant.tenant());
        assertThat(receipt.path("environment").asText()).isEqualTo("dev");
        assertThat(receipt.path("plane").asText()).isEqualTo("tenant");
        assertThat(Instant.parse(receipt.path("ts").asText())).isBetween(before, Instant.now());
        assertThat(context.path("operation_type").asText()).isEqualTo(operationType);
        assertThat(context.path("algorithm").textValue()).isEqualTo(algorithm);
        assertThat(
                        context.path("key_size_bits").isNull()
                                ? null
                                : context.path("key_size_bits").intValue())
                .isEqualTo(bits);
        assertThat(context.path("success").booleanValue()).isEqualTo(success);
        assertThat(context.path("error_code").textValue()).isEqualTo(errorCode);
        assertThat(bits == null || context.path("key_id").isTextual())
                .as("a key of known size has an id")
                .isTrue();
        assertThat(receipt.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "receipt_id",
                        "ts",
                        "tenant_id",
                        "environment",
                        "plane",
                        "module",
                        "operation",
                        "kms_context",
                        "requesting_module",
                        "signature");
        List<String> members = new ArrayList<>(
                List.of("key_id", "operation_type", "algorithm", "key_size_bits", "success", "error_code"));
        if (success && CHANGES.contains(operation)) {
            members.add("change_digest");
        }
        assertThat(context.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(members);
        assertOnlyReceiptOf(receiptId, attempt);
    }

    private void assertOnlyReceiptOf(String receiptId, String attempt) {
        List<JsonNode> newest = kms.receipts("limit=2");
        assertThat(newest.get(0).path("receipt_id").asText()).isEqualTo(receiptId);
        Reply again = attempts.make(attempt);
        List<JsonNode> after = kms.receipts("limit=3");
        boolean makesAKeyFirst = attempt.equals("rotate") || attempt.equals("revoke");
        assertThat(after.get(0).path("receipt_id").asText()).isEqualTo(receiptId(again));
        assertThat(after.get(makesAKeyFirst ? 2 : 1).path("receipt_id").asText())
                .isEqualTo(receiptId);
    }

    @Test
    void aReceiptIsAnsweredInTheCanonicalFormOfRfc8785() throws JsonProcessingException {
        ObjectMapper sorted = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        for (JsonNode listed : kms.receipts("limit=100")) {
            Reply receipt = kms.get("/receipts/" + listed.path("receipt_id").asText());
            String canonical = sorted.writeValueAsString(sorted.treeToValue(receipt.json(), Map.class));

            assertThat(receipt.text()).isEqualTo(canonical);
            assertThat(receipt.json()).isEqualTo(listed);
            assertThat(receipt.header("Content-Type")).startsWith("application/json");
        }
    }

    @Test
    void nothingSecretIsInAReceipt() {
        String all = kms.get("/receipts?limit=1000").text();

        assertThat(attempts.secrets())
                .allSatisfy(secret ->
                        assertThat(all).doesNotContain(Base64.getEncoder().encodeToString(secret)));
        assertThat(all).doesNotContain("-----BEGIN");
    }

    @Test
    void aFirstKeyAlsoTellsThatTheTenantGotARoot() {
        List<JsonNode> oldest = kms.receipts("operation=tenant_root_created");

        assertThat(oldest).hasSize(1);
        assertThat(Duration.between(Instant.parse(oldest.getFirst().path("ts").asText()), Instant.now()))
                .isPositive();
    }

    private static String receiptId(Reply reply) {
        return reply.status() < 300
                ? reply.text("receipt_id")
                : reply.json().path("details").path("receipt_id").asText();
    }
}
