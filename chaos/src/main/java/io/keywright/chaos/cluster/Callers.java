package io.keywright.chaos.cluster;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** Who may call a cluster: modules of tenants, with certificates of the installation's own authority. */
public final class Callers {

    private static final Duration LIFE = Duration.ofDays(2);
    private static final Duration WRONG_CLOCKS = Duration.ofHours(1);

    private final CertificateAuthority authority;

    /** Makes the development PKI in {@code data}. */
    Callers(Path data) throws IOException, GeneralSecurityException {
        this.authority =
                new CertificateAuthority(DevelopmentPki.ensure(data).ca().read());
    }

    /** The TLS of a module, in environment dev and plane tenant. */
    public SSLContext module(String tenant, String module) {
        Instant now = Instant.now();
        Credential credential = authority.issueClient(
                "client",
                SpiffeId.ofTenant("test.keywright", tenant, "dev", "tenant", module),
                new Validity(now.minus(WRONG_CLOCKS), now.plus(LIFE)));
        return credential.sslContext(authority.certificate());
    }
}
