package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Asking;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy is read with its version, and changed from the version that was read. */
@Served
class ChangingPoliciesIT {

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms creator;
    private final Kms colleague;

    ChangingPoliciesIT(Installation server) {
        this.server = server;
        this.creator = server.as(identity);
        this.colleague = server.as(identity.asModule("M7"));
    }

    private static String path(String keyId) {
        return "/keys/" + keyId + "/policy";
    }

    private static Map<String, Object> policy(List<String> modules, Object... more) {
        return Body.with(
                Body.of("allowed_modules", modules, "requires_approval", false, "max_usage_per_day", 1000), more);
    }

    private Reply change(String keyId, Object policy) {
        return creator.put(
                path(keyId), policy, creator.get(path(keyId)).expect(200).header("ETag"));
    }

    @Test
    void aPolicyIsShownWithItsVersion() {
        String keyId = creator.newKey("Ed25519", "key_alias", "shown");
        Reply shown = creator.get(path("alias/shown")).expect(200);

        assertThat(shown.members())
                .containsExactly("allowed_modules", "requires_approval", "max_usage_per_day", "key_id", "receipt_id");
        assertThat(shown.json().path("allowed_modules").get(0).asText()).isEqualTo("M21");
        assertThat(shown.text("key_id")).isEqualTo(keyId);
        assertThat(shown.header("ETag")).isEqualTo('"' + keyId + "-1\"");
        JsonNode receipt = creator.get("/receipts/" + shown.text("receipt_id")).json();
        assertThat(receipt.path("operation").asText()).isEqualTo("policy_read");
        assertThat(receipt.path("kms_context").path("key_id").asText()).isEqualTo(keyId);
    }

    @Test
    void aChangeHoldsAtOnceForAKeyInUse() {
        String keyId = creator.newKey("Ed25519", "key_alias", "in-use");
        Refusal.of(colleague.sign("alias/in-use", new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");

        Reply changed = change(keyId, policy(List.of("M21", "M7"))).expect(200);
        colleague.sign("alias/in-use", new byte[1]).expect(200);
        colleague.sign(keyId, new byte[1]).expect(200);
        assertThat(creator.get(path(keyId)).header("ETag")).isEqualTo(changed.header("ETag"));
        JsonNode receipt =
                creator.get("/receipts/" + changed.text("receipt_id")).json();
        assertThat(receipt.path("operation").asText()).isEqualTo("policy_changed");
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isTrue();

        change(keyId, policy(List.of("M21"))).expect(200);
        Refusal.of(colleague.sign("alias/in-use", new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");
        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");
    }

    @Test
    void aNewDailyLimitCountsTheUsesOfToday() {
        String keyId = creator.newKey("Ed25519");
        creator.sign(keyId, new byte[1]).expect(200);
        creator.sign(keyId, new byte[1]).expect(200);

        change(keyId, policy(List.of("M21"), "max_usage_per_day", 2)).expect(200);
        Refusal.of(creator.sign(keyId, new byte[1]), 429, "RATE_LIMITED", "daily_usage");
        change(keyId, policy(List.of("M21"), "max_usage_per_day", 3)).expect(200);
        creator.sign(keyId, new byte[1]).expect(200);
        Refusal.of(creator.sign(keyId, new byte[1]), 429, "RATE_LIMITED", "daily_usage");
    }

    @Test
    void aModuleMayBeNarrowedToSomeOperations() {
        String keyId = creator.newKey("Ed25519");
        byte[] signature = creator.sign(keyId, new byte[1]).bytes("signature");
        Object narrowed = policy(List.of("M21", "M7"), "module_operations", Body.of("M7", List.of("verify")));
        change(keyId, narrowed).expect(200);

        colleague.verify(keyId, new byte[1], signature).expect(200);
        JsonNode refused =
                Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION", "operation_not_allowed");
        JsonNode receipt =
                creator.get("/receipts/" + refused.path("receipt_id").asText()).json();
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isFalse();
        assertThat(receipt.path("kms_context").path("error_code").asText()).isEqualTo("POLICY_VIOLATION");
        for (Reply reply : List.of(
                colleague.rotate(keyId),
                colleague.revoke(keyId),
                colleague.put(path(keyId), narrowed, creator.get(path(keyId)).header("ETag")))) {
            Refusal.of(reply, 403, "POLICY_VIOLATION", "operation_not_allowed");
        }
        creator.sign(keyId, new byte[1]).expect(200);
    }

    @Test
    void aStarNarrowsWhoeverIsNotNamed() {
        Object policy =
                policy(List.of("*"), "module_operations", Body.of("*", List.of("verify"), "M21", List.of("sign")));
        String keyId = creator.newKey("Ed25519", "access_policy", policy);

        creator.sign(keyId, new byte[1]).expect(200);
        Refusal.of(creator.verify(keyId, new byte[1], new byte[64]), 403, "POLICY_VIOLATION", "operation_not_allowed");
        colleague.verify(keyId, new byte[1], new byte[64]).expect(200);
        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION", "operation_not_allowed");
    }

    @Test
    void aSuccessorIsUnderThePolicyAsItWasChanged() {
        String keyId = creator.newKey("Ed25519");
        Object narrowed = policy(List.of("M21", "M7"), "module_operations", Body.of("M7", List.of("verify")));
        change(keyId, narrowed).expect(200);
        String successor = creator.rotate(keyId).expect(200).text("new_key_id");

        JsonNode shown = creator.get("/keys/" + successor).json().path("access_policy");
        assertThat(shown.path("module_operations").path("M7").get(0).asText()).isEqualTo("verify");
        Refusal.of(colleague.sign(successor, new byte[1]), 403, "POLICY_VIOLATION", "operation_not_allowed");
        assertThat(creator.get(path(successor)).header("ETag"))
                .isEqualTo(creator.get(path(keyId)).header("ETag"));
    }

    @Test
    void withoutAVersionNothingIsChanged() {
        String keyId = creator.newKey("Ed25519");
        JsonNode details =
                Refusal.of(creator.put(path(keyId), policy(List.of("*"))), 428, "INVALID_REQUEST", "version_missing");

        JsonNode receipt =
                creator.get("/receipts/" + details.path("receipt_id").asText()).json();
        assertThat(receipt.path("operation").asText()).isEqualTo("policy_changed");
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isFalse();
        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/%s", "\"1\"", "\"\"", "\"1\", \"2\""})
    void whatIsNotTheVersionChangesNothing(String ifMatch) {
        refuses(ifMatch, 412, "stale_version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"", "%sx", "*, %s"})
    void whatIsNoEntityTagIsSaidToBeNone(String ifMatch) {
        refuses(ifMatch, 400, "version_unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%s, \"x\"", "W/\"x\",%s"})
    void aListAndAStarMatchAsInHttp(String ifMatch) {
        String keyId = creator.newKey("Ed25519");
        String etag = creator.get(path(keyId)).header("ETag");

        creator.put(path(keyId), policy(List.of("*")), ifMatch.formatted(etag)).expect(200);
    }

    private void refuses(String ifMatch, int status, String reason) {
        String keyId = creator.newKey("Ed25519");
        String etag = creator.get(path(keyId)).header("ETag");

        Refusal.of(
                creator.put(path(keyId), policy(List.of("*")), ifMatch.formatted(etag)),
                status,
                "INVALID_REQUEST",
                reason);
        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION");
    }

    @Test
    void aVersionServesOnceAndForItsLineOnly() {
        String keyId = creator.newKey("Ed25519", "key_alias", "versioned");
        String etag = creator.get(path("alias/versioned")).header("ETag");
        creator.put(path(keyId), policy(List.of("M21")), etag).expect(200);
        Refusal.of(creator.put(path(keyId), policy(List.of("*")), etag), 412, "INVALID_REQUEST", "stale_version");

        String second = creator.get(path("alias/versioned")).header("ETag");
        creator.rotate(keyId).expect(200);
        String other = creator.newKey("Ed25519");
        Refusal.of(creator.put(path(other), policy(List.of("*")), second), 412, "INVALID_REQUEST", "stale_version");
        creator.put(path("alias/versioned"), policy(List.of("M21")), second).expect(200);
    }

    @Test
    void ofRacingChangesOneWins() {
        String keyId = creator.newKey("Ed25519");
        String etag = creator.get(path(keyId)).header("ETag");
        List<Reply> replies = Together.run(
                8, i -> creator.put(path(keyId), policy(List.of("M21"), "max_usage_per_day", 100 + i), etag));

        List<Reply> winners =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winners).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 200)
                .forEach(reply -> Refusal.of(reply, 412, "INVALID_REQUEST", "stale_version"));
        assertThat(creator.get(path(keyId)).json().path("max_usage_per_day"))
                .isEqualTo(winners.getFirst().json().path("max_usage_per_day"));
    }

    @Test
    void whoMayNotUseTheKeyMayNotChangeItsPolicy() {
        String keyId = creator.newKey("Ed25519");
        String etag = creator.get(path(keyId)).header("ETag");
        Object open = policy(List.of("*"));

        Refusal.of(colleague.put(path(keyId), open, etag), 403, "POLICY_VIOLATION", "module_not_allowed");
        Kms stranger = server.asNewTenant();
        Refusal.of(stranger.put(path(keyId), open, etag), 404, "KEY_NOT_FOUND");
        Refusal.of(stranger.get(path(keyId)), 404, "KEY_NOT_FOUND");
        assertThat(creator.get(path(keyId)).header("ETag")).isEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", ""})
    void anApprovalThatIsRequiredIsRequiredToTakeItAway(String token) {
        Object guarded = policy(List.of("M21"), "requires_approval", true);
        String keyId = creator.newKey("Ed25519", "access_policy", guarded);

        Refusal.of(change(keyId, policy(List.of("M21"), "approval_token", token)), 403, "POLICY_VIOLATION");
    }

    @Test
    void anApprovalLetsOneChangePassAndIsNotSpentOnOneThatDoesNot() {
        Object guarded = policy(List.of("M21"), "requires_approval", true);
        String keyId = creator.newKey("Ed25519", "access_policy", guarded);
        String etag = creator.get(path(keyId)).header("ETag");
        Map<String, Object> open = policy(List.of("M21"));
        String token =
                new Asking(creator).granted("change_policy", keyId, open, server.as(identity.asModule("approver")));
        Object approved = Body.with(open, "approval_token", token);

        Object other = Body.with(policy(List.of("*")), "approval_token", token);
        Refusal.of(creator.put(path(keyId), other, etag), 403, "POLICY_VIOLATION", "approval_mismatch");
        Refusal.of(creator.put(path(keyId), approved, "\"0\""), 412, "INVALID_REQUEST", "stale_version");
        creator.put(path(keyId), approved, etag).expect(200);
        creator.sign(keyId, new byte[1]).expect(200);

        change(keyId, guarded).expect(200);
        Refusal.of(change(keyId, approved), 403, "POLICY_VIOLATION", "approval_spent");
    }

    @Test
    void aDestroyedKeysPolicyIsShownAndNotChanged() {
        String keyId = creator.newKey("Ed25519");
        creator.revoke(keyId).expect(200);

        Refusal.of(change(keyId, policy(List.of("*"))), 409, "KEY_REVOKED");
    }

    @Test
    void anAliasCalledPolicyIsAnAlias() {
        String keyId = creator.newKey("Ed25519", "key_alias", "policy");

        assertThat(creator.get("/keys/alias/policy").expect(200).text("key_state"))
                .isEqualTo("active");
        assertThat(creator.get(path("alias/policy")).expect(200).text("key_id")).isEqualTo(keyId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'allowed_modules':['M21'],'max_usage_per_day':1}",
                "{'allowed_modules':['M21'],'requires_approval':false}",
                "{'requires_approval':false,'max_usage_per_day':1}",
                "{'allowed_modules':['M21'],'requires_approval':null,'max_usage_per_day':1}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':0}",
                "{'allowed_modules':['M 21'],'requires_approval':false,'max_usage_per_day':1}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'modul_operations':{}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M7':['sign']}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'*':['sign']}}",
                "{'allowed_modules':['*'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M 7':['sign']}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M21':[]}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M21':null}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M21':[null]}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':{'M21':['rotate']}}",
                "{'allowed_modules':['M21'],'requires_approval':false,'max_usage_per_day':1,'module_operations':['sign']}",
            })
    void whatIsNoWholePolicyIsRefused(String body) {
        String keyId = creator.newKey("Ed25519");
        String etag = creator.get(path(keyId)).header("ETag");
        Reply reply = creator.send(request -> request.uri(creator.uri("/kms/v1" + path(keyId)))
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(BodyPublishers.ofString(body.replace('\'', '"'))));

        Refusal.of(reply, 400, "INVALID_REQUEST");
        assertThat(creator.get(path(keyId)).header("ETag")).isEqualTo(etag);
    }

    @Test
    void aPolicyThatIsNotCalledJsonIsNotRead() {
        String keyId = creator.newKey("Ed25519");
        Reply reply = creator.send(
                request -> request.uri(creator.uri("/kms/v1" + path(keyId))).PUT(BodyPublishers.ofString("{}")));

        Refusal.of(reply, 415, "INVALID_REQUEST");
    }
}
