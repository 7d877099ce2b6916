package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two approvers must grant a revocation. Whatever is not exactly that passes nothing. */
@Served({
    "keywright.approvals.required-operations=revoke,rotate_tenant_root,update_trust_anchor",
    "keywright.approvals.quorums=revoke=2"
})
class ApprovalIT {

    private static final Map<String, @Nullable Object> RETIRE = Body.of("revocation_reason", "retired");

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms owner;
    private final Kms one;
    private final Kms two;
    private final Asking asking;

    ApprovalIT(Installation server) {
        this.server = server;
        this.owner = server.as(identity);
        this.one = server.as(identity.asModule("approver-1"));
        this.two = server.as(identity.asModule("approver-2"));
        this.asking = new Asking(owner);
    }

    private Reply revoke(String keyId, Map<String, @Nullable Object> body) {
        return owner.post("/keys/" + keyId + "/revoke", body);
    }

    private Reply revoke(String keyId, String token) {
        return revoke(keyId, Body.with(RETIRE, "approval_token", token));
    }

    private void refuses(Reply reply, String reason) {
        String receiptId = Refusal.of(reply, 403, "POLICY_VIOLATION", reason)
                .path("receipt_id")
                .asText();
        assertThat(owner.get("/receipts/" + receiptId).expect(200).text())
                .contains("\"success\":false", "\"error_code\":\"POLICY_VIOLATION\"");
    }

    @Test
    void twoApproversLetOneRevocationPass() {
        String keyId = owner.newKey("Ed25519");

        revoke(keyId, asking.granted("revoke", keyId, RETIRE, one, two)).expect(200);

        assertThat(owner.get("/keys/" + keyId).text("key_state")).isEqualTo("destroyed");
    }

    @Test
    void theHeaderCarriesATokenAsWell() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, RETIRE, one, two);

        owner.send(request -> request.uri(owner.uri("/kms/v1/keys/" + keyId + "/revoke"))
                        .header("Content-Type", "application/json")
                        .header("X-Approval-Token", token)
                        .POST(BodyPublishers.ofString(Body.json(RETIRE))))
                .expect(200);
    }

    @Test
    void twoTokensAtOnceAreRefused() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, RETIRE, one, two);

        Reply reply = owner.send(request -> request.uri(owner.uri("/kms/v1/keys/" + keyId + "/revoke"))
                .header("Content-Type", "application/json")
                .header("X-Approval-Token", token)
                .POST(BodyPublishers.ofString(Body.json(Body.with(RETIRE, "approval_token", token)))));

        Refusal.of(reply, 400, "INVALID_REQUEST", "two_approval_tokens");
    }

    @Test
    void withoutATokenNothingPasses() {
        refuses(revoke(owner.newKey("Ed25519"), RETIRE), "approval_required");
    }

    @Test
    void oneApproverIsNotEnough() {
        String approvalId = asking.pending("revoke", owner.newKey("Ed25519"), RETIRE);

        Reply standing = Asking.grant(one, approvalId).expect(200);

        assertThat(standing.text("state")).isEqualTo("pending");
        assertThat(owner.get("/approvals/" + approvalId).members()).doesNotContain("approval_token");
    }

    @Test
    void anApproverCountsOnce() {
        String approvalId = asking.pending("revoke", owner.newKey("Ed25519"), RETIRE);
        Asking.grant(one, approvalId).expect(200);

        Refusal.of(Asking.grant(one, approvalId), 403, "POLICY_VIOLATION", "voted_before");

        assertThat(owner.get("/approvals/" + approvalId).text("state")).isEqualTo("pending");
    }

    @Test
    void anApproverOfTheSameNameInAnotherTenantDoesNotCount() {
        String approvalId = asking.pending("revoke", owner.newKey("Ed25519"), RETIRE);
        Kms stranger = server.as(Identity.ofNewTenant().asModule("approver-1"));

        Refusal.of(Asking.grant(stranger, approvalId), 404, "KEY_NOT_FOUND", "approval_not_found");
        Refusal.of(stranger.get("/approvals/" + approvalId), 404, "KEY_NOT_FOUND", "approval_not_found");

        assertThat(owner.get("/approvals/" + approvalId).json().path("votes")).isEmpty();
    }

    @Test
    void whoHasNotTheRoleDoesNotCount() {
        String approvalId = asking.pending("revoke", owner.newKey("Ed25519"), RETIRE);

        Refusal.of(Asking.grant(server.as(identity.asModule("M22")), approvalId), 403, "UNAUTHORIZED", "role_missing");
    }

    @Test
    void whoAsksNeverGrants() {
        String keyId = owner.newKey("Ed25519");
        String approvalId = new Asking(one).pending("revoke", keyId, RETIRE);

        Refusal.of(Asking.grant(one, approvalId), 403, "POLICY_VIOLATION", "own_request");
    }

    @Test
    void theTokenIsForItsRequesterOnly() {
        String keyId = owner.newKey("Ed25519");
        String approvalId = asking.pending("revoke", keyId, RETIRE);
        Asking.grant(one, approvalId).expect(200);

        assertThat(Asking.grant(two, approvalId).expect(200).members()).doesNotContain("approval_token");
        assertThat(two.get("/approvals/" + approvalId).expect(200).members()).doesNotContain("approval_token");
        assertThat(owner.get("/approvals/" + approvalId).expect(200).members()).contains("approval_token");
    }

    @Test
    void aDeniedOneIsNeverGranted() {
        String keyId = owner.newKey("Ed25519");
        String approvalId = asking.pending("revoke", keyId, RETIRE);
        Asking.grant(one, approvalId).expect(200);
        Asking.deny(two, approvalId).expect(200);

        Kms third = server.as(identity.asModule("approver-3"));
        Refusal.of(Asking.grant(third, approvalId), 403, "POLICY_VIOLATION", "approval_closed");

        assertThat(owner.get("/approvals/" + approvalId).members()).doesNotContain("approval_token");
    }

    @Test
    void aDenialAfterTheGrantTakesTheTokensForceAway() {
        String keyId = owner.newKey("Ed25519");
        String approvalId = asking.pending("revoke", keyId, RETIRE);
        Asking.grant(one, approvalId).expect(200);
        Asking.grant(two, approvalId).expect(200);
        String token = asking.token(approvalId);

        Asking.deny(server.as(identity.asModule("approver-3")), approvalId).expect(200);

        refuses(revoke(keyId, token), "approval_withdrawn");
    }

    @Test
    void anAlteredRequestIsAnotherRequest() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, RETIRE, one, two);

        refuses(
                revoke(keyId, Body.of("revocation_reason", "compromised", "approval_token", token)),
                "approval_mismatch");
        refuses(
                revoke(keyId, Body.with(RETIRE, "tenant_id", identity.tenant(), "approval_token", token)),
                "approval_mismatch");
    }

    @Test
    void theOrderOfMembersAndTheirSpellingDoNotMatter() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, Body.with(RETIRE, "tenant_id", identity.tenant()), one, two);

        owner.postText(
                        "/keys/" + keyId + "/revoke",
                        "{ \"tenant_id\":\"" + identity.tenant() + "\", \"approval_token\":\"" + token
                                + "\",\n \"revocation_reason\" : \"\\u0072etired\" }")
                .expect(200);
    }

    @Test
    void whatAQueryAddsIsPartOfTheRequest() {
        Map<String, @Nullable Object> anchor = Body.of(
                "certificate",
                Authorities.pem(Authorities.create("approved").certificate()),
                "anchor_type",
                "internal_ca");
        String added = asking.granted("update_trust_anchor", null, anchor, one);
        String anchorId = owner.post("/trust-anchors", Body.with(anchor, "approval_token", added))
                .expect(201)
                .text("trust_anchor_id");

        String retirement = asking.granted("update_trust_anchor", anchorId, Body.of(), one);
        refuses(retire(anchorId + "?despite_lagging=true", retirement), "approval_mismatch");
        retire(anchorId, retirement).expect(200);
    }

    private Reply retire(String anchor, String token) {
        return owner.send(request -> request.uri(owner.uri("/kms/v1/trust-anchors/" + anchor))
                .header("X-Approval-Token", token)
                .DELETE());
    }

    @Test
    void anotherKeyIsAnotherRequest() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, RETIRE, one, two);

        refuses(revoke(owner.newKey("Ed25519"), token), "approval_mismatch");
    }

    @Test
    void anotherOperationIsAnotherRequest() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("rotate", keyId, RETIRE, one, two);

        refuses(revoke(keyId, token), "approval_mismatch");
    }

    @Test
    void anotherTenantsTokenIsOfNoUse() {
        String keyId = owner.newKey("Ed25519");
        String token = asking.granted("revoke", keyId, RETIRE, one, two);
        Kms other = server.asNewTenant();
        String theirs = other.newKey("Ed25519");

        Refusal.of(
                other.post("/keys/" + theirs + "/revoke", Body.with(RETIRE, "approval_token", token)),
                403,
                "POLICY_VIOLATION",
                "approval_mismatch");
        Refusal.of(
                other.post("/keys/" + keyId + "/revoke", Body.with(RETIRE, "approval_token", token)),
                404,
                "KEY_NOT_FOUND");
    }

    @Test
    void aTokenIsSpentOnce() {
        String keyId = owner.create("Ed25519", List.of("sign"), "access_policy", guarded())
                .expect(201)
                .text("key_id");
        Map<String, @Nullable Object> request = Body.of("key_id", keyId, "data", new byte[] {1});
        String token = asking.granted("sign", keyId, request, one);

        owner.post("/sign", Body.with(request, "approval_token", token)).expect(200);
        refuses(owner.post("/sign", Body.with(request, "approval_token", token)), "approval_spent");
    }

    @Test
    void ofManyAtOnceOneSpendsTheToken() {
        String keyId = owner.create("Ed25519", List.of("sign"), "access_policy", guarded())
                .expect(201)
                .text("key_id");
        Map<String, @Nullable Object> request = Body.of("key_id", keyId, "data", new byte[] {2});
        String token = asking.granted("sign", keyId, request, one);

        List<Integer> statuses = Together.run(
                8,
                i -> owner.post("/sign", Body.with(request, "approval_token", token))
                        .status());

        assertThat(statuses).containsOnly(200, 403).containsOnlyOnce(200);
    }

    private static Map<String, @Nullable Object> guarded() {
        return Body.of("allowed_modules", List.of("*"), "requires_approval", true, "max_usage_per_day", 1000);
    }

    @Test
    void forgedTokensAreNone() {
        String keyId = owner.newKey("Ed25519");
        String good = asking.granted("revoke", keyId, RETIRE, one, two);
        String[] parts = good.split("\\.", -1);
        String none = encode("{\"alg\":\"none\",\"typ\":\"keywright-approval+jwt\"}");

        for (String forged : List.of(
                "",
                "0123456789",
                "a.b.c",
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                encode("{\"alg\":\"HS256\",\"typ\":\"keywright-approval+jwt\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + encode("{\"jti\":\"" + UUID.randomUUID() + "\"}") + "." + parts[2],
                parts[0] + "." + parts[1] + "." + encode("x".repeat(64)),
                good + ".",
                good.repeat(20))) {
            refuses(revoke(keyId, forged), "approval_invalid");
        }
        revoke(keyId, good).expect(200);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void votesAndRequestsLeaveReceipts() {
        String keyId = owner.newKey("Ed25519");
        String approvalId = asking.pending("revoke", keyId, RETIRE);
        Asking.grant(one, approvalId).expect(200);
        Asking.deny(two, approvalId).expect(200);

        assertThat(owner.receipts("key_id=" + keyId).stream()
                        .map(receipt -> receipt.path("operation").asText()))
                .containsExactly("approval_denied", "approval_granted", "approval_requested", "key_generated");
    }

    @Test
    void nonsenseIsNoRequestForApproval() {
        String keyId = owner.newKey("Ed25519");

        Refusal.of(asking.ask("dance", keyId, RETIRE), 400, "INVALID_REQUEST");
        Refusal.of(asking.ask("list_keys", null, RETIRE), 400, "INVALID_REQUEST");
        assertThat(Refusal.of(asking.ask("revoke", null, RETIRE), 400, "INVALID_REQUEST")
                        .path("member")
                        .asText())
                .isEqualTo("key_id");
        Refusal.of(asking.ask("generate", keyId, RETIRE), 400, "INVALID_REQUEST");
        Refusal.of(
                owner.post("/approvals", Body.of("operation", "revoke", "key_id", keyId, "reason", "none")),
                400,
                "INVALID_REQUEST");
        Refusal.of(
                owner.post(
                        "/approvals",
                        Body.of("operation", "revoke", "request_digest", new byte[31], "reason", "short")),
                400,
                "INVALID_REQUEST");
        assertThat(Refusal.of(
                                owner.post(
                                        "/approvals",
                                        Body.of(
                                                "operation",
                                                "revoke",
                                                "key_id",
                                                keyId,
                                                "request_digest",
                                                new byte[32],
                                                "reason",
                                                "clear \033[2J")),
                                400,
                                "INVALID_REQUEST")
                        .path("member")
                        .asText())
                .isEqualTo("reason");
        Refusal.of(owner.get("/approvals/" + UUID.randomUUID()), 404, "KEY_NOT_FOUND");
        Refusal.of(owner.get("/approvals/nonsense"), 400, "INVALID_REQUEST");
    }
}
