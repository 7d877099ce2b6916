package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Identity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        ClientTrust stale = stale(RevocationRule.BY_ISSUER);

        assertThatThrownBy(() -> check(stale, good)).isInstanceOf(Untrusted.class);
        assertThatThrownBy(() -> check(stale, revoked)).isInstanceOf(Untrusted.class);
    }

    @Test
    void withAWarningOnlyWhomAnOldListNamesIsRefused() throws GeneralSecurityException {
        ClientTrust stale = stale(RevocationRule.IF_KNOWN);

        assertThatCode(() -> check(stale, good)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(stale, revoked)).isInstanceOf(Untrusted.class);
    }

    private static void check(ClientTrust trust, X509Certificate certificate) throws Untrusted {
        trust.check(List.of(certificate), null);
    }

    private ClientTrust stale(RevocationRule rule) throws GeneralSecurityException {
        String pem = Authorities.revocationList(authority, Instant.now().minus(Duration.ofHours(1)), List.of(revoked));
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return new ClientTrust(
                new Trusted(
                        Set.of(new TrustedAuthority(authority.certificate())),
                        Map.of(),
                        new Revocations(List.of(RevocationList.of(list)), rule)),
                InstantSource.system());
    }
}
