package io.keywright.server.attack;

import static io.keywright.server.attack.ForwardedCertificateIT.base64;
import static io.keywright.server.attack.ForwardedCertificateIT.whoami;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The forms in which proxies send {@code X-Client-Certificate}; each is one certificate, or none. */
@Served({
    "keywright.identity.proxy.addresses=127.0.0.1",
    "keywright.identity.proxy.subjects=spiffe://test.keywright/module/gateway",
    "keywright.identity.proxy.header=x-client-certificate"
})
class ForwardedPemIT {

    private static final String HEADER = "X-Client-Certificate";

    private final Identity tenant = Identity.ofNewTenant();
    private final Credential credential;
    private final String pem;
    private final Kms proxy;

    ForwardedPemIT(Installation server) {
        this.proxy = server.as(server.certificates().ofPlatform("gateway"));
        this.credential = server.certificates().of(tenant);
        this.pem = Authorities.pem(credential.certificate());
    }

    @AfterAll
    void close() {
        proxy.close();
    }

    @Test
    void eachFormIsRead() {
        for (String form : List.of(
                URLEncoder.encode(pem, UTF_8).replace("+", "%20"),
                pem.replace("\n", "%0A"),
                pem.strip().replace("\n", " "),
                pem.strip().replace("\n", "\t"),
                base64(credential))) {
            assertThat(whoami(proxy, HEADER, form).expect(200).text("tenant_id"))
                    .isEqualTo(tenant.tenant());
        }
    }

    @Test
    void whatIsNotOneCertificateIsRefused() {
        String line = pem.strip().replace("\n", " ");
        for (String junk : List.of(
                line + " " + line,
                line.substring(0, 200),
                base64(credential) + "AAAA",
                "%00" + base64(credential),
                "%zz",
                "Cert=\"" + base64(credential) + "\"",
                "Subject=CN=demo",
                ":" + base64(credential) + ":")) {
            Refusal.of(whoami(proxy, HEADER, junk), 401, "UNAUTHENTICATED", "forwarded_certificate");
        }
        Refusal.of(whoami(proxy, HEADER, line, line), 401, "UNAUTHENTICATED", "no_forwarded_certificate");
        Refusal.of(
                whoami(proxy, "Client-Cert", ":" + base64(credential) + ":"),
                401,
                "UNAUTHENTICATED",
                "no_forwarded_certificate");
    }
}
