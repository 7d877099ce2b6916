package io.keywright.server.attack;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.TokenIssuer;
import io.keywright.server.harness.TokenSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person with several certificates is one person. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnePersonIT {

    private static final Map<String, @Nullable Object> RETIRE = Body.of("revocation_reason", "retired");

    private final TokenSite site;
    private final TokenIssuer issuer;
    private final Identity identity = Identity.ofNewTenant();

    OnePersonIT(TokenSite site) {
        this.site = site;
        this.issuer = site.issuer();
    }

    private Reply as(String person, String module, String path, Map<String, @Nullable Object> body) {
        Identity caller = identity.asModule(module);
        Kms kms = site.server().as(caller);
        String token = issuer.token("ES256", Body.with(issuer.claims(caller), "sub", person));
        return kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Body.json(body))));
    }

    private String asked(String keyId) {
        return as(
                        "alice",
                        "M21",
                        "/approvals",
                        Body.of("operation", "revoke", "key_id", keyId, "request", RETIRE, "reason", "a test"))
                .expect(201)
                .text("approval_id");
    }

    @Test
    void doesNotGrantThroughAnotherCertificateWhatItAskedFor() {
        String approvalId = asked(site.server().as(identity).newKey("Ed25519"));

        Refusal.of(
                as("alice", "approver", "/approvals/" + approvalId + "/approve", Body.of()),
                403,
                "POLICY_VIOLATION",
                "own_request");
    }

    @Test
    void votesOnceThroughWhicheverCertificate() {
        String approvalId = asked(site.server().as(identity).newKey("Ed25519"));
        as("bob", "approver-1", "/approvals/" + approvalId + "/approve", Body.of())
                .expect(200);

        Refusal.of(
                as("bob", "approver-2", "/approvals/" + approvalId + "/approve", Body.of()),
                403,
                "POLICY_VIOLATION",
                "voted_before");
    }

    @Test
    void whoLeavesTheTokenOutIsNoSecondPersonThroughWhicheverCertificate() {
        String approvalId = asked(site.server().as(identity).newKey("Ed25519"));
        as("bob", "approver-1", "/approvals/" + approvalId + "/approve", Body.of())
                .expect(200);
        for (String module : new String[] {"approver-1", "approver-2"}) {
            Kms withoutToken = site.server().as(identity.asModule(module));
            Refusal.of(
                    withoutToken.post("/approvals/" + approvalId + "/approve", Body.of()),
                    403,
                    "POLICY_VIOLATION",
                    "token_required");
        }
    }
}
