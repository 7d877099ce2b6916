package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what the contract asks for are refused whole, whatever is wrong with them. K stands for a key id. */
@Served
class HostileJsonIT {

    static final List<String> NOT_ONE_OBJECT = List.of(
            "",
            " ",
            "null",
            "[]",
            "\"K\"",
            "1",
            "true",
            "{",
            "}",
            "nul",
            "{\"key_id\"}",
            "{\"key_id\":}",
            "{,}",
            "[{\"key_id\":\"K\",\"data\":\"AQID\"}]",
            "{\"key_id\":\"K\",\"data\":\"AQID\"} x",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}{}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}]",
            "{\"key_id\":\"K\",\"data\":\"AQID\",}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"",
            "{\"key_id\":\"K\" \"data\":\"AQID\"}",
            "{'key_id':'K','data':'AQID'}",
            "{key_id:\"K\",data:\"AQID\"}",
            "/* why */ {\"key_id\":\"K\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQ\nID\"}",
            "{\"key_id\":\"K\",\"data\":\"\\x41QID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"key_id\":\"K\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"data\":null}",
            "{\"key_id\":\"K\",\"data\":NaN}",
            "\uFEFF{\"key_id\":\"K\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\"}\u0000");

    static final List<String> NOT_THESE_MEMBERS = List.of(
            "{}",
            "{\"key_id\":\"K\"}",
            "{\"data\":\"AQID\"}",
            "{\"key_id\":null,\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":null}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"aad\":\"AQID\"}",
            "{\"key_id\":\"K\",\"Data\":\"AQID\"}",
            "{\"keyId\":\"K\",\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"\":1}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"__proto__\":{}}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"@class\":\"java.lang.Object\"}",
            "{\"key_id\":1,\"data\":\"AQID\"}",
            "{\"key_id\":[\"K\"],\"data\":\"AQID\"}",
            "{\"key_id\":{\"id\":\"K\"},\"data\":\"AQID\"}",
            "{\"key_id\":true,\"data\":\"AQID\"}",
            "{\"key_id\":\"K\",\"data\":1}",
            "{\"key_id\":\"K\",\"data\":1.5}",
            "{\"key_id\":\"K\",\"data\":true}",
            "{\"key_id\":\"K\",\"data\":{}}",
            "{\"key_id\":\"K\",\"data\":[]}",
            "{\"key_id\":\"K\",\"data\":[1,2,3]}",
            "{\"key_id\":\"K\",\"data\":[\"AQID\"]}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"algorithm\":0}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"algorithm\":[\"EdDSA\"]}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"algorithm\":\"EDDSA\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"algorithm\":\"\"}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"tenant_id\":1}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"environment\":0}",
            "{\"key_id\":\"K\",\"data\":\"AQID\",\"plane\":{}}",
            "{\"key_id\":\"K\",\"data\":1e999999999}",
            "{\"key_id\":\"\\ud800\",\"data\":\"AQID\"}");

    static final List<String> NOT_BASE64 = List.of(
            "AQI",
            "AQ",
            "A",
            "A===",
            "AQ=",
            "AQID=",
            "AQID====",
            "====",
            "=",
            "AQ==AQ==",
            "AQ=A",
            "AQID\\n",
            " AQID",
            "AQ ID",
            "AQID\\r\\n",
            "_-8=",
            "AR==",
            "AQJ=",
            "AQI\\u0000",
            "\\u00c4QID",
            "AQID\\ud800",
            "\\uff21QID",
            "data:;base64,AQID");

    private static final List<String> REQUESTS_WITH_BASE64 = List.of(
            "/sign {\"key_id\":\"S\",\"data\":\"*\"}",
            "/verify {\"key_id\":\"S\",\"data\":\"*\",\"signature\":\"AQID\"}",
            "/verify {\"key_id\":\"S\",\"data\":\"AQID\",\"signature\":\"*\"}",
            "/encrypt {\"key_id\":\"E\",\"plaintext\":\"*\"}",
            "/encrypt {\"key_id\":\"E\",\"plaintext\":\"AQID\",\"aad\":\"*\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"*\",\"iv\":\"AQID\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"AQID\",\"iv\":\"*\"}",
            "/decrypt {\"key_id\":\"E\",\"ciphertext\":\"AQID\",\"iv\":\"AQID\",\"aad\":\"*\"}");

    private final Kms kms;
    private final String signing;
    private final String encrypting;
    private final String alive;

    HostileJsonIT(Installation server) {
        this.kms = server.asNewTenant();
        this.signing = kms.newKey("Ed25519");
        this.encrypting = kms.newKey("AES-256");
        this.alive = kms.newKey("Ed25519");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(alive, new byte[] {1, 2, 3}).expect(200);
    }

    @ParameterizedTest
    @FieldSource("NOT_ONE_OBJECT")
    void whatIsNotOneJsonObjectIsRefused(String body) {
        Refusal.of(kms.postText("/sign", withKeys(body)), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @FieldSource("NOT_THESE_MEMBERS")
    void anObjectWithOtherMembersOrTypesIsRefused(String body) {
        Refusal.of(kms.postText("/sign", withKeys(body)), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @FieldSource("NOT_BASE64")
    void base64IsReadStrictlyInEveryMember(String text) {
        for (String request : REQUESTS_WITH_BASE64) {
            String path = request.substring(0, request.indexOf(' '));
            String body = request.substring(request.indexOf(' ') + 1);
            JsonNode details =
                    Refusal.of(kms.postText(path, withKeys(body).replace("*", text)), 400, "INVALID_REQUEST");
            assertThat(body).contains("\"" + details.path("member").asText() + "\":\"*\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key_type\":\"Ed25519\"}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":null}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":\"sign\"}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[null]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\",null]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[0]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":{\"sign\":true}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"Sign\"]}",
                "{\"key_type\":5,\"key_usage\":[\"sign\"]}",
                "{\"key_type\":null,\"key_usage\":[\"sign\"]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"key_alias\":5}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"valid_until\":4102444800}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"valid_until\":true}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"valid_until\":[2100,1,1]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":[]}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":\"M21\"}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":null}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":\"M21\"}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[null]}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[1]}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[\"\\ud800\"]}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"x\":1}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"requires_approval\":\"true\"}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"requires_approval\":1}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"max_usage_per_day\":1.5}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"max_usage_per_day\":\"7\"}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"max_usage_per_day\":1e400}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":[],\"max_usage_per_day\":9223372036854775808}}",
                "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"key_state\":\"active\"}"
            })
    void aKeyIsOnlyMadeFromWhatTheContractAsksFor(String body) {
        Refusal.of(kms.postText("/keys", body), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotate | null",
                "rotate | []",
                "rotate | {\"force\":true}",
                "rotate | {\"approval_token\":1}",
                "rotate | ''",
                "revoke | {}",
                "revoke | null",
                "revoke | {\"revocation_reason\":null}",
                "revoke | {\"revocation_reason\":\"\"}",
                "revoke | {\"revocation_reason\":\"Retired\"}",
                "revoke | {\"revocation_reason\":0}",
                "revoke | {\"revocation_reason\":\"because\"}",
                "revoke | {\"revocation_reason\":[\"retired\"]}"
            })
    void aKeyIsOnlyChangedByWhatTheContractAsksFor(String call, String body) {
        String untouched = kms.newKey("Ed25519");
        Refusal.of(kms.postText("/keys/" + untouched + "/" + call, body), 400, "INVALID_REQUEST");
        assertThat(kms.get("/keys/" + untouched).text("key_state")).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource(value = KeyCall.class, names = "GET", mode = EnumSource.Mode.EXCLUDE)
    void everyCallRefusesAMemberItDoesNotKnow(KeyCall call) {
        JsonNode details = Refusal.of(call.by(kms, signing, "aadd", "AQID"), 400, "INVALID_REQUEST");
        assertThat(details.path("member").asText()).isEqualTo("aadd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"key_id\":", "{\"a\":[", "[{\"data\":"})
    void deepNestingIsRefusedQuickly(String opening) {
        Refusal.of(kms.postText("/sign", opening.repeat(60_000)), 400, "INVALID_REQUEST");
    }

    @Test
    void hugeNumbersAndNamesAreRefusedQuickly() {
        String digits = "9".repeat(500_000);
        Refusal.of(kms.postText("/sign", "{\"key_id\":\"K\",\"data\":" + digits + "}"), 400, "INVALID_REQUEST");
        Refusal.of(kms.postText("/sign", "{\"key_id\":\"K\",\"data\":1e" + digits + "}"), 400, "INVALID_REQUEST");
        Refusal.of(kms.postText("/sign", "{\"" + "n".repeat(500_000) + "\":1}"), 400, "INVALID_REQUEST");
        String keyId = "k".repeat(500_000);
        assertThat(Refusal.of(kms.sign(keyId, new byte[1]), 400, "INVALID_REQUEST")
                        .toString())
                .doesNotContain("kkkk");
    }

    @Test
    void manyMembersAreRefusedQuickly() {
        StringBuilder body = new StringBuilder("{\"key_id\":\"K\"");
        for (int i = 0; i < 60_000; i++) {
            body.append(",\"m").append(i).append("\":1");
        }
        Refusal.of(kms.postText("/sign", body.append('}').toString()), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE", "ISO-8859-1"})
    void onlyUtf8IsRead(String charset) {
        String body = Body.json(Body.of("key_id", signing, "data", new byte[3], "tenant_id", "\u00e4"));
        Refusal.of(kms.postBytes("/sign", body.getBytes(Charset.forName(charset))), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "c3", "eda080", "f4908080", "ff", "e282", "c1a1"})
    void malformedUtf8IsRefused(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        byte[] start = ("{\"key_id\":\"" + signing + "\",\"data\":\"AQID\",\"tenant_id\":\"").getBytes(UTF_8);
        byte[] body = new byte[start.length + bad.length + 2];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(bad, 0, body, start.length, bad.length);
        System.arraycopy("\"}".getBytes(UTF_8), 0, body, start.length + bad.length, 2);

        Refusal.of(kms.postBytes("/sign", body), 400, "INVALID_REQUEST");
    }

    @Test
    void aRefusalNamesTheMemberButNeverRepeatsItsValue() {
        String secret = "c2VjcmV0c2VjcmV0c2VjcmV0=";
        String answer = kms.postText("/encrypt", "{\"key_id\":\"" + encrypting + "\",\"plaintext\":\"" + secret + "\"}")
                .text();

        assertThat(answer).contains("plaintext").doesNotContain(secret, "c2Vj", "secret");
    }

    private String withKeys(String body) {
        return body.replace("\"K\"", "\"" + signing + "\"")
                .replace("\"S\"", "\"" + signing + "\"")
                .replace("\"E\"", "\"" + encrypting + "\"");
    }
}
