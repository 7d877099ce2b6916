package io.keywright.server.attack;

import static io.keywright.server.attack.ForwardedCertificateIT.base64;
import static io.keywright.server.attack.ForwardedCertificateIT.whoami;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import org.junit.jupiter.api.Test;

/** A proxy's certificate that turns up at another address gets nobody in, its holder least of all. */
@Served({
    "keywright.identity.proxy.addresses=192.0.2.0/24,2001:db8::/32",
    "keywright.identity.proxy.subjects=spiffe://test.keywright/module/gateway"
})
class ProxyElsewhereIT {

    private final Installation server;

    ProxyElsewhereIT(Installation server) {
        this.server = server;
    }

    @Test
    void aStolenProxyCertificateIsUseless() {
        String certificate = ":" + base64(server.certificates().of(Identity.ofNewTenant())) + ":";
        try (Kms thief = server.as(server.certificates().ofPlatform("gateway"))) {
            Refusal.of(thief.get("/whoami"), 401, "UNAUTHENTICATED", "proxy_address");
            Refusal.of(whoami(thief, "Client-Cert", certificate), 401, "UNAUTHENTICATED", "proxy_address");
        }
    }
}
