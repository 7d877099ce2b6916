package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.validation.TrustedAuthority;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** What an authority's own certificate says of it holds, whoever trusts it. */
class AuthorityLimitsTest {

    @Test
    void anAuthorityVouches() throws Exception {
        Issued root = Issued.authority("Root").bySelf();
        Issued middle = Issued.authority("Middle").by(root);

        admitted(Issued.client().by(root), root);
        assertThatCode(() -> check(Set.of(root), Issued.client().by(middle), middle))
                .doesNotThrowAnyException();
        admitted(Issued.client().by(middle), middle);
    }

    @Test
    void onlyWhileItIsValid() throws Exception {
        Issued expired = Issued.authority("Root")
                .valid(Issued.NOW.minus(Duration.ofDays(2)), Issued.NOW.minusSeconds(1))
                .bySelf();
        Issued early = Issued.authority("Root")
                .valid(Issued.NOW.plusSeconds(1), Issued.NOW.plus(Duration.ofDays(2)))
                .bySelf();

        refused(Issued.client().by(expired), expired);
        refused(Issued.client().by(early), early);
    }

    @Test
    void onlyAsManyAuthoritiesBelowItAsItMayHave() throws Exception {
        Issued root = Issued.authority("Root", 0).bySelf();
        Issued middle = Issued.authority("Middle").by(root);

        admitted(Issued.client().by(root), root);
        assertThatThrownBy(() -> check(Set.of(root), Issued.client().by(middle), middle))
                .isInstanceOf(Untrusted.class);
    }

    @Test
    void onlyForTheNamesThatItMayGive() throws Exception {
        Issued root = Issued.authority("Root").onlyUrisAt("test.keywright").bySelf();
        Issued other = Issued.authority("Other").onlyUrisAt("other.keywright").bySelf();

        admitted(Issued.client().by(root), root);
        refused(Issued.client().by(other), other);
        refused(Issued.client("spiffe://other.keywright/module/operator").by(root), root);
    }

    @Test
    void namesHoldBelowAnotherAuthorityToo() throws Exception {
        Issued root = Issued.authority("Root").onlyUrisAt("other.keywright").bySelf();
        Issued middle = Issued.authority("Middle").by(root);

        assertThatThrownBy(() -> check(Set.of(root), Issued.client().by(middle), middle))
                .isInstanceOf(Untrusted.class);
    }

    @Test
    void oneThatMayNotDoesNotKeepAnotherOfTheSameNameFromVouching() throws Exception {
        Issued good = Issued.authority("Root").bySelf();
        Issued constrained =
                Issued.authority("Root").onlyUrisAt("other.keywright").bySelf();

        admitted(Issued.client().by(good), good, constrained);
        refused(Issued.client().by(constrained), good, constrained);
    }

    @Test
    void anAuthorityForServersIsNoneForClients() throws Exception {
        Issued root = Issued.authority("Root").bySelf();
        Issued middle = Issued.authority("Middle")
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .by(root);
        Issued any = Issued.authority("Any")
                .purpose(KeyPurposeId.anyExtendedKeyUsage)
                .by(root);

        assertThatThrownBy(() -> check(Set.of(root), Issued.client().by(middle), middle))
                .isInstanceOf(Untrusted.class);
        assertThatCode(() -> check(Set.of(root), Issued.client().by(any), any)).doesNotThrowAnyException();
    }

    @Test
    void anAuthoritysCertificateIsNoClients() throws Exception {
        Issued root = Issued.authority("Root").bySelf();

        refused(
                Issued.client()
                        .with(Extension.basicConstraints, true, new BasicConstraints(true))
                        .by(root),
                root);
        refused(root, root);
    }

    private static void admitted(Issued client, Issued... trusted) {
        assertThatCode(() -> check(Set.of(trusted), client)).doesNotThrowAnyException();
    }

    private static void refused(Issued client, Issued... trusted) {
        assertThatThrownBy(() -> check(Set.of(trusted), client)).isInstanceOf(Untrusted.class);
    }

    private static void check(Set<Issued> trusted, Issued... chain) throws Untrusted {
        Set<TrustedAuthority> authorities = trusted.stream()
                .map(it -> new TrustedAuthority(it.certificate()))
                .collect(Collectors.toSet());
        ClientTrust trust = new ClientTrust(new Trusted(authorities, Map.of(), Revocations.none()), () -> Issued.NOW);
        Stream<X509Certificate> sent = Arrays.stream(chain).map(Issued::certificate);
        trust.check(sent.toList(), null);
    }
}
