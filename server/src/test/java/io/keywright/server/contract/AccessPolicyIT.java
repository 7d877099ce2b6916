package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key's access policy says which modules of its scope may use it, and whether each use needs an approval. */
@Served
class AccessPolicyIT {

    private static final Set<KeyCall> OPENING = EnumSet.of(KeyCall.DECRYPT, KeyCall.UNWRAP);

    private final Kms creator;
    private final Kms colleague;

    AccessPolicyIT(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.creator = server.as(identity);
        this.colleague = server.as(identity.asModule("M7"));
    }

    @ParameterizedTest
    @EnumSource(value = KeyCall.class, names = "GET", mode = EnumSource.Mode.EXCLUDE)
    void aModuleThatIsNotOnTheListIsRefused(KeyCall call) {
        String keyId = creator.newKey(keyType(call));
        JsonNode details = Refusal.of(call.by(colleague, keyId), 403, "POLICY_VIOLATION", "module_not_allowed");

        JsonNode receipt = colleague
                .get("/receipts/" + details.path("receipt_id").asText())
                .expect(200)
                .json();
        assertThat(receipt.path("requesting_module").asText()).isEqualTo("M7");
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isFalse();
        assertThat(receipt.path("kms_context").path("error_code").asText()).isEqualTo("POLICY_VIOLATION");
        assertThat(receipt.path("kms_context").path("key_id").asText()).isEqualTo(keyId);
        assertThat(creator.get("/keys/" + keyId).text("key_state")).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource(KeyCall.class)
    void aModuleThatIsOnTheListIsServed(KeyCall call) {
        String keyId = creator.newKey(keyType(call), "access_policy", modules("M1", "M7"));

        assertServed(call, call.by(colleague, keyId));
    }

    @ParameterizedTest
    @EnumSource(KeyCall.class)
    void aStarAllowsEveryModuleOfTheScope(KeyCall call) {
        String keyId = creator.newKey(keyType(call), "access_policy", modules("*"));

        assertServed(call, call.by(colleague, keyId));
    }

    @ParameterizedTest
    @EnumSource(value = KeyCall.class, names = "GET", mode = EnumSource.Mode.EXCLUDE)
    void anEmptyListAllowsNobodyNotEvenTheCreator(KeyCall call) {
        String keyId = creator.newKey(keyType(call), "access_policy", modules());

        Refusal.of(call.by(creator, keyId), 403, "POLICY_VIOLATION", "module_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m7", "M", "M77", "M.", "M7-"})
    void modulesAreComparedWholeAndExactly(String module) {
        String keyId = creator.newKey("Ed25519", "access_policy", modules(module));

        Refusal.of(colleague.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");
    }

    @Test
    void theListMayLeaveOutItsCreator() {
        String keyId = creator.newKey("Ed25519", "access_policy", modules("M7"));

        colleague.sign(keyId, new byte[1]).expect(200);
        Refusal.of(creator.sign(keyId, new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");
    }

    @ParameterizedTest
    @EnumSource(value = KeyCall.class, names = "GET", mode = EnumSource.Mode.EXCLUDE)
    void aKeyThatRequiresApprovalsIsNotUsedWithoutOne(KeyCall call) {
        Object policy = Body.of("allowed_modules", List.of("M21"), "requires_approval", true);
        String keyId = creator.newKey(keyType(call), "access_policy", policy);

        Refusal.of(call.by(creator, keyId), 403, "POLICY_VIOLATION", "approval_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "approved", "true", ""})
    void whatIsNoApprovalApprovesNothing(String token) {
        Object policy = Body.of("allowed_modules", List.of("M21"), "requires_approval", true);
        String keyId = creator.newKey("Ed25519", "access_policy", policy);

        Refusal.of(
                creator.post("/keys/" + keyId + "/rotate", Body.of("approval_token", token)), 403, "POLICY_VIOLATION");
        Reply signed = creator.send(request -> request.uri(creator.uri("/kms/v1/sign"))
                .header("Content-Type", "application/json")
                .header("X-Approval-Token", token)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        Body.json(Body.of("key_id", keyId, "data", new byte[1])))));
        Refusal.of(signed, 403, "POLICY_VIOLATION");
    }

    @Test
    void aSuccessorKeepsThePolicy() {
        String keyId = creator.newKey("Ed25519", "access_policy", modules("M21"));
        String successor = creator.rotate(keyId).expect(200).text("new_key_id");

        Refusal.of(colleague.sign(successor, new byte[1]), 403, "POLICY_VIOLATION", "module_not_allowed");
    }

    private static void assertServed(KeyCall call, Reply reply) {
        if (OPENING.contains(call)) {
            Refusal.of(reply, 400, "INVALID_REQUEST", "decryption_failed");
        } else {
            reply.expect(200);
        }
    }

    private static String keyType(KeyCall call) {
        return call == KeyCall.ENCRYPT || call == KeyCall.DATA_KEY || OPENING.contains(call) ? "AES-256" : "Ed25519";
    }

    private static Object modules(String... modules) {
        return Body.of("allowed_modules", List.of(modules));
    }
}
