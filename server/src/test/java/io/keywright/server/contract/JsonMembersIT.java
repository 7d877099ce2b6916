package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** An object with other members, or members of other types, than the contract asks for is refused. K stands for a key id. */
@Served
class JsonMembersIT {

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

    /** What follows <code>{"key_type":"Ed25519",</code>. */
    static final List<String> NOT_A_KEY = List.of(
            "\"key_usage\":null",
            "\"key_usage\":\"sign\"",
            "\"key_usage\":[null]",
            "\"key_usage\":[\"sign\",null]",
            "\"key_usage\":[0]",
            "\"key_usage\":[\"Sign\"]",
            "\"key_usage\":{\"sign\":true}",
            "\"key_usage\":[\"sign\"],\"key_type\":5",
            "\"key_usage\":[\"sign\"],\"key_alias\":5",
            "\"key_usage\":[\"sign\"],\"valid_until\":4102444800",
            "\"key_usage\":[\"sign\"],\"valid_until\":true",
            "\"key_usage\":[\"sign\"],\"valid_until\":[2100,1,1]",
            "\"key_usage\":[\"sign\"],\"key_state\":\"active\"",
            "\"key_usage\":[\"sign\"],\"access_policy\":[]",
            "\"key_usage\":[\"sign\"],\"access_policy\":{}",
            "\"key_usage\":[\"sign\"],\"access_policy\":\"M21\"");

    /** What follows <code>{"allowed_modules":</code> in an access policy. */
    static final List<String> NOT_A_POLICY = List.of(
            "null",
            "\"M21\"",
            "{}",
            "[null]",
            "[1]",
            "[[\"M21\"]]",
            "[\"\\ud800\"]",
            "[],\"unknown\":1",
            "[],\"requires_approval\":\"true\"",
            "[],\"requires_approval\":1",
            "[],\"max_usage_per_day\":1.5",
            "[],\"max_usage_per_day\":\"7\"",
            "[],\"max_usage_per_day\":true",
            "[],\"max_usage_per_day\":1e400",
            "[],\"max_usage_per_day\":9223372036854775808");

    private final Kms kms;
    private final String keyId;

    JsonMembersIT(Installation server) {
        this.kms = server.asNewTenant();
        this.keyId = kms.newKey("Ed25519");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(keyId, new byte[] {1, 2, 3}).expect(200);
    }

    @ParameterizedTest
    @FieldSource("NOT_THESE_MEMBERS")
    void anObjectWithOtherMembersOrTypesIsRefused(String body) {
        Refusal.of(kms.postText("/sign", body.replace("\"K\"", "\"" + keyId + "\"")), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @FieldSource("NOT_A_KEY")
    void aKeyIsOnlyMadeFromWhatTheContractAsksFor(String members) {
        Refusal.of(kms.postText("/keys", "{\"key_type\":\"Ed25519\"," + members + "}"), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @FieldSource("NOT_A_POLICY")
    void aPolicyIsOnlyMadeFromWhatTheContractAsksFor(String members) {
        String body = "{\"key_type\":\"Ed25519\",\"key_usage\":[\"sign\"],\"access_policy\":{\"allowed_modules\":";
        Refusal.of(kms.postText("/keys", body + members + "}}"), 400, "INVALID_REQUEST");
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
        JsonNode details = Refusal.of(call.by(kms, keyId, "aadd", "AQID"), 400, "INVALID_REQUEST");
        assertThat(details.path("member").asText()).isEqualTo("aadd");
    }
}
