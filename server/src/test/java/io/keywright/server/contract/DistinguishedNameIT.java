package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it is configured, the subject says who calls: if it says so once, and no SAN URI does. */
@Served({
    "keywright.identity.dn.tenant=O",
    "keywright.identity.dn.environment=L",
    "keywright.identity.dn.plane=OU",
    "keywright.identity.dn.module=CN"
})
class DistinguishedNameIT {

    private static final String GOOD = "CN=M21, OU=tenant, L=dev, O=acme, C=AT";

    private final Installation server;

    DistinguishedNameIT(Installation server) {
        this.server = server;
    }

    @Test
    void theSubjectNamesTheCaller() {
        Reply reply = whoami(server.certificates().withSubject(GOOD, SubjectNames.none()));

        assertThat(reply.expect(200).text("tenant_id")).isEqualTo("acme");
        assertThat(reply.text("environment")).isEqualTo("dev");
        assertThat(reply.text("plane")).isEqualTo("tenant");
        assertThat(reply.text("module")).isEqualTo("M21");
        assertThat(reply.text("subject")).isEqualTo("CN=M21,OU=tenant,L=dev,O=acme,C=AT");
    }

    @Test
    void attributesMayStandInOneElement() {
        Credential joined = server.certificates().withSubject("CN=M21+OU=tenant, L=dev+O=acme", SubjectNames.none());
        assertThat(whoami(joined).expect(200).text("tenant_id")).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=M21, OU=tenant, L=dev, O=acme, O=globex",
                "CN=M21, OU=tenant, L=dev, O=acme, O=acme",
                "CN=M21, OU=tenant, L=dev, O=acme+O=globex",
                "CN=M21, CN=M22, OU=tenant, L=dev, O=acme",
                "CN=M21, OU=tenant, L=dev",
                "CN=M21, OU=tenant, O=acme",
                "CN=M21, L=dev, O=acme",
                "OU=tenant, L=dev, O=acme",
                "CN=operator",
                "CN=M21, OU=tenant, L=dev, O=GLOBAL",
                "CN=M21, OU=tenant, L=DEV, O=acme",
                "CN=M21, OU=everything, L=dev, O=acme",
                "CN=M21, OU=tenant, L=dev, O=ac me",
                "CN=M21, OU=tenant, L=dev, O=acme\\,O=globex",
                "CN=M 21, OU=tenant, L=dev, O=acme",
                "CN=M21, OU=tenant, L=dev, O=\\ acme"
            })
    void aSubjectThatIsNotClearNamesNobody(String subject) {
        Refusal.of(
                whoami(server.certificates().withSubject(subject, SubjectNames.none())),
                401,
                "UNAUTHENTICATED",
                "no_identity");
    }

    @Test
    void aUriComesFirstGoodOrBad() {
        SubjectNames good = new SubjectNames(
                List.of(URI.create("spiffe://test.keywright/tenant/globex/env/dev/plane/tenant/module/M1")),
                List.of(),
                List.of());
        SubjectNames bad = new SubjectNames(List.of(URI.create("https://example.com/x")), List.of(), List.of());

        assertThat(whoami(server.certificates().withSubject(GOOD, good))
                        .expect(200)
                        .text("tenant_id"))
                .isEqualTo("globex");
        Refusal.of(whoami(server.certificates().withSubject(GOOD, bad)), 401, "UNAUTHENTICATED", "no_identity");
    }

    private Reply whoami(Credential credential) {
        try (Kms kms = server.as(credential)) {
            return kms.get("/whoami");
        }
    }
}
