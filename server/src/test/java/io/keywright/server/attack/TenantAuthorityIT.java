package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.NoAnswer;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A tenant's authority vouches for that tenant, until it is withdrawn, and never for anybody else. */
@Served
@ResourceLock(AnchorsOfAll.LOCK)
class TenantAuthorityIT {

    private final Installation server;
    private final Identity tenant = Identity.ofNewTenant();
    private final Identity victim = Identity.ofNewTenant();
    private final Kms owner;
    private final CertificateAuthority authority = Authorities.create("Tenant Authority");

    TenantAuthorityIT(Installation server) {
        this.server = server;
        this.owner = server.as(tenant);
    }

    @Test
    void aTenantsAuthorityVouchesForItsOwnScopeAndNothingElse() {
        refusedAtTheDoor(Authorities.issue(authority, tenant));
        trust(owner, authority).expect(201);

        try (Kms module = server.as(Authorities.issue(authority, tenant.asModule("M7")))) {
            assertThat(module.get("/whoami").expect(200).text("tenant_id")).isEqualTo(tenant.tenant());
        }
        for (Identity foreign : List.of(victim, tenant.inEnvironment("prod"), tenant.inPlane("product"))) {
            refusedAtTheDoor(Authorities.issue(authority, foreign));
        }
        refusedAtTheDoor(Authorities.issuePlatform(authority, "operator"));
    }

    @Test
    void onlyAPlatformIdentityMakesAnAuthorityVouchForAll() {
        CertificateAuthority global = Authorities.create("Global Authority");
        Refusal.of(trust(owner, global, "tenant_id", "GLOBAL"), 403, "UNAUTHORIZED");
        Refusal.of(trust(owner, global, "tenant_id", victim.tenant()), 403, "UNAUTHORIZED");
        try (Kms operator = server.as(server.certificates().ofPlatform("operator"))) {
            Refusal.of(trust(operator, global, "tenant_id", victim.tenant()), 403, "UNAUTHORIZED");
            String id = trust(operator, global).expect(201).text("trust_anchor_id");
            try (Kms module = server.as(Authorities.issue(global, victim))) {
                assertThat(module.get("/whoami").expect(200).text("tenant_id")).isEqualTo(victim.tenant());
            }
            retire(operator, id).expect(200);
        }
    }

    @Test
    void aWithdrawalEndsOpenConnectionsAndResumedSessions() {
        CertificateAuthority fading = Authorities.create("Fading Authority");
        String id = trust(owner, fading).expect(201).text("trust_anchor_id");
        try (Kms module = server.as(Authorities.issue(fading, tenant))) {
            module.get("/whoami").expect(200);
            retire(owner, id).expect(200);

            Refusal.of(module.get("/whoami"), 401, "UNAUTHENTICATED", "certificate_not_trusted");
            refused(module);
        }
        refusedAtTheDoor(Authorities.issue(fading, tenant));
    }

    @Test
    void nobodySeesOrRetiresAnotherTenantsAuthority() {
        CertificateAuthority own = Authorities.create("Own Authority");
        String id = trust(owner, own).expect(201).text("trust_anchor_id");
        Kms stranger = server.as(victim);

        Refusal.of(stranger.get("/trust-anchors/" + id), 404, "KEY_NOT_FOUND");
        Refusal.of(retire(stranger, id), 404, "KEY_NOT_FOUND");
        assertThat(stranger.get("/trust-anchors").expect(200).text()).doesNotContain(id);
        assertThat(owner.get("/trust-anchors/" + id).expect(200).text("certificate"))
                .isEqualTo(Authorities.pem(own.certificate()));
        retire(owner, id).expect(200);
        Refusal.of(retire(owner, id), 404, "KEY_NOT_FOUND");
    }

    @Test
    void everyChangeOfTrustLeavesAReceipt() {
        CertificateAuthority recorded = Authorities.create("Recorded Authority");
        Reply added = trust(owner, recorded).expect(201);
        assertThat(added.json().path("version").intValue()).isEqualTo(1);
        Reply retired = retire(owner, added.text("trust_anchor_id")).expect(200);
        assertThat(retired.json().path("version").intValue()).isEqualTo(2);
        for (Reply change : List.of(added, retired)) {
            JsonNode receipt = owner.get("/receipts/" + change.text("receipt_id"))
                    .expect(200)
                    .json();
            assertThat(receipt.path("operation").asText()).isEqualTo("trust_anchor_updated");
            assertThat(receipt.path("kms_context").path("key_id").asText()).isEqualTo(added.text("trust_anchor_id"));
            assertThat(receipt.path("kms_context").path("success").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void theSameCertificateIsTrustedOnce() {
        CertificateAuthority twice = Authorities.create("Same Authority");
        trust(owner, twice).expect(201);
        Refusal.of(trust(owner, twice), 400, "INVALID_REQUEST", "anchor_exists");
    }

    private static Reply trust(Kms kms, CertificateAuthority authority, Object... more) {
        return kms.post(
                "/trust-anchors",
                Body.with(
                        Body.of("certificate", Authorities.pem(authority.certificate()), "anchor_type", "internal_ca"),
                        more));
    }

    private static Reply retire(Kms kms, String id) {
        return kms.send(
                request -> request.uri(kms.uri("/kms/v1/trust-anchors/" + id)).DELETE());
    }

    private void refusedAtTheDoor(Credential credential) {
        try (Kms stranger = server.as(credential)) {
            assertThatThrownBy(() -> stranger.get("/whoami")).isInstanceOf(NoAnswer.class);
        }
    }

    /** A new connection: refused by TLS, or, if that resumed a session, behind it. */
    private static void refused(Kms kms) {
        try {
            Refusal.of(kms.get("/whoami"), 401, "UNAUTHENTICATED", "certificate_not_trusted");
        } catch (NoAnswer handshake) {
            assertThat(handshake).hasCauseInstanceOf(IOException.class);
        }
    }
}
