package io.keywright.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.openapi.DocumentedApi.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/openapi.yaml is what the server serves, says all that a caller needs, and is true. */
@Served
class OpenApiIT {

    private static final DocumentedApi API = new DocumentedApi();

    private final Kms kms;

    OpenApiIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    static List<Call> calls() {
        return API.calls();
    }

    @Test
    void theCommittedDocumentIsTheServedOne() throws IOException {
        assertThat(Files.readString(DocumentedApi.FILE))
                .as("docs/openapi.yaml; `make openapi` refreshes it")
                .isEqualTo(kms.get("/openapi").expect(200).text());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsDescribed(Call call) {
        for (String member : List.of("operationId", "summary", "description")) {
            assertThat(call.node().path(member).asText()).as(member).isNotBlank();
        }
        assertThat(call.node().path("parameters").valueStream().map(API::resolved))
                .allSatisfy(parameter ->
                        assertThat(parameter.path("description").asText()).isNotBlank());
        assertThat(call.node().path("responses").propertyStream().map(answer -> API.resolved(answer.getValue())))
                .allSatisfy(answer ->
                        assertThat(answer.path("headers").has("X-Request-Id")).isTrue());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyBodyHasExamplesThatFitItsSchema(Call call) {
        assertThat(API.faultyExamples(call)).isEmpty();
    }

    @Test
    void everyMemberIsDescribed() {
        assertThat(API.membersWithoutDescription()).isEmpty();
    }

    @Test
    void whatIsNobodysBusinessStaysOut() {
        assertThat(API.root().path("paths").propertyStream().map(path -> path.getKey()))
                .allMatch(path -> path.matches("/(kms/v1|\\.well-known/est)(/[a-z-]+|/\\{[a-z_]+})+"))
                .doesNotContain("/kms/v1/noop");
        assertThat(API.root().toString()).doesNotContain("java", "keywright.server", "Glossary");
    }

    @Test
    void whatTheServerAnswersFitsWhatIsDocumented() {
        String signing = fits("createKey", kms.create("Ed25519", List.of("sign", "verify"), "key_alias", "documented"))
                .text("key_id");
        String encrypting = fits("createKey", kms.create("AES-256", List.of("encrypt", "decrypt")))
                .text("key_id");
        fits("getKey", kms.get("/keys/alias/documented"));
        String narrow = kms.newKey("AES-256");
        Reply policy = fits("getPolicy", kms.get("/keys/" + signing + "/policy"));
        Object narrowed = Body.of(
                "allowed_modules",
                List.of("M21"),
                "requires_approval",
                false,
                "max_usage_per_day",
                9,
                "module_operations",
                Body.of("M21", List.of("sign")));
        fits("changePolicy", kms.put("/keys/" + narrow + "/policy", narrowed).expect(428));
        fits(
                "changePolicy",
                kms.put("/keys/" + narrow + "/policy", narrowed, policy.header("ETag"))
                        .expect(412));
        fits(
                "changePolicy",
                kms.put(
                        "/keys/" + narrow + "/policy",
                        narrowed,
                        kms.get("/keys/" + narrow + "/policy").header("ETag")));
        fits("encrypt", kms.encrypt(narrow, new byte[1]).expect(403));
        fits("listKeys", kms.get("/keys?limit=1"));
        Reply signed = fits("sign", kms.sign(signing, new byte[1]));
        fits("verify", kms.verify(signing, new byte[1], signed.bytes("signature")));
        Reply encrypted = fits("encrypt", kms.encrypt(encrypting, new byte[1]));
        fits("decrypt", kms.decrypt(encrypting, encrypted.bytes("ciphertext"), encrypted.bytes("iv")));
        fits(
                "decrypt",
                kms.decrypt(encrypting, encrypted.bytes("ciphertext"), new byte[12])
                        .expect(400));
        Reply dataKey = fits("generateDataKey", kms.dataKey(encrypting, "context", Body.of("file", "a")));
        fits("generateDataKey", kms.dataKey(encrypting, "plaintext", false));
        fits("unwrapDataKey", kms.unwrap(dataKey.bytes("wrapped"), "context", Body.of("file", "a")));
        fits("unwrapDataKey", kms.unwrap(dataKey.bytes("wrapped")).expect(400));
        byte[] salt = new byte[16];
        String hmac = kms.newKey("HMAC-256");
        fits("derive", kms.derive("kdf", "HKDF-SHA512", "key_id", hmac, "salt", salt, "length", 64));
        fits("derive", kms.derive("kdf", "PBKDF2-SHA512", "secret", salt, "salt", salt, "length", 16));
        fits(
                "derive",
                kms.derive("kdf", "HKDF-SHA512", "salt", salt, "length", 64).expect(400));
        fits("random", kms.random(7));
        fits("rotateKey", kms.rotate(signing));
        fits("sign", kms.sign(signing, new byte[1]).expect(409));
        fits("getKeyUsage", kms.get("/keys/" + signing + "/usage"));
        fits(
                "getKeyUsage",
                kms.get("/keys/" + signing + "/usage?from=2026-01-02&to=2025-12-31")
                        .expect(400));
        fits(
                "revokeKey",
                kms.post("/keys/" + signing + "/revoke", Body.of("revocation_reason", "retired"))
                        .expect(400));
        fits("revokeKey", kms.revoke(signing));
        fits("getKey", kms.get("/keys/" + signing));
        fits("getKey", kms.get("/keys/alias/nobody").expect(404));
        fits("listReceipts", kms.get("/receipts?limit=3"));
        fits("getReceipt", kms.get("/receipts/" + signed.text("receipt_id")));
        fits("getHealth", kms.get("/health"));
        fits("getConfig", kms.get("/config"));
        fits("whoami", kms.get("/whoami"));
    }

    /** The reply, whose status must be documented for the call, and whose body must fit the schema given there. */
    private static Reply fits(String operationId, Reply reply) {
        JsonNode answer = API.answer(operationId, reply.status());
        assertThat(answer.isMissingNode())
                .as("%s may answer %s", operationId, reply)
                .isFalse();
        JsonNode schema =
                answer.path("content").path(reply.header("Content-Type")).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s has a schema", reply.header("Content-Type"))
                .isFalse();
        assertThat(API.misfits(schema, reply.json()))
                .as("%s: %s", operationId, reply.text())
                .isEmpty();
        return reply;
    }
}
