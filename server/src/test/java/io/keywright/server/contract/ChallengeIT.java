package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.TokenSite;
import org.junit.jupiter.api.Test;

/** Whoever is not known is asked for what would make it known (RFC 9110, section 15.5.2), where no token is taken. */
@Served
class ChallengeIT {

    private final Installation server;

    ChallengeIT(Installation server) {
        this.server = server;
    }

    private static void asksForACertificate(Reply reply, String reason) {
        Refusal.of(reply, 401, "UNAUTHENTICATED", reason);
        assertThat(reply.headers().allValues("WWW-Authenticate")).containsExactly("ClientCertificate");
    }

    @Test
    void aCertificateThatNamesNobodyIsNotEnough() {
        try (Kms nobody = server.as(server.certificates().withUris())) {
            asksForACertificate(nobody.get("/keys"), "no_identity");
            asksForACertificate(nobody.get("/nowhere"), "no_identity");
        }
    }

    @Test
    void aTokenIsNotAskedForWhereNoneIsTaken() {
        asksForACertificate(TokenSite.whoami(server.as(Identity.ofNewTenant()), "Bearer a.b.c"), "token_not_accepted");
    }
}
