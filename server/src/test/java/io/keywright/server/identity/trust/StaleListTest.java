package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Identity;
import io.keywright.server.identity.trust.RevocationLists.WhenStale;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator can choose for lists that are out of date, and what nobody can. */
class StaleListTest {

    private final CertificateAuthority authority = Authorities.create("Authority");
    private final X509Certificate good =
            Authorities.issue(authority, Identity.of("acme")).certificate();
    private final X509Certificate revoked =
            Authorities.issue(authority, Identity.of("acme")).certificate();

    @Test
    void refusingIsTheRule() throws GeneralSecurityException {
        RevocationLists stale = stale(WhenStale.REFUSE, authority);

        assertThatThrownBy(() -> check(stale, good)).isInstanceOf(Untrusted.class);
        assertThatThrownBy(() -> check(stale, revoked)).isInstanceOf(Untrusted.class);
    }

    @Test
    void withAWarningOnlyWhomAnOldListNamesIsRefused() throws GeneralSecurityException {
        RevocationLists stale = stale(WhenStale.WARN, authority);

        assertThatCode(() -> check(stale, good)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(stale, revoked)).isInstanceOf(Untrusted.class);
    }

    private void check(RevocationLists lists, X509Certificate certificate) throws Untrusted {
        lists.check(
                new CertificatePath(List.of(certificate, authority.certificate())),
                Instant.now(),
                List.of(new TrustedAuthority(authority.certificate())));
    }

    private RevocationLists stale(WhenStale whenStale, CertificateAuthority issuer) throws GeneralSecurityException {
        String pem = Authorities.revocationList(issuer, Instant.now().minus(Duration.ofHours(1)), List.of(revoked));
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return new RevocationLists(List.of(RevocationList.of(list)), whenStale);
    }
}
