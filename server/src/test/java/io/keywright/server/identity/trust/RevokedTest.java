package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is listed is revoked, and nobody else is: a list goes by the key that signed it. */
class RevokedTest {

    private static final Date NOW = Date.from(Issued.NOW);

    private final Issued authority = Issued.authority("Authority").bySelf();
    private final Issued client = Issued.client().serial(7).by(authority);

    RevokedTest() throws Exception {}

    @Test
    void whoIsNotListedIsGood() throws Exception {
        good(client, authority, authority.list(RevokedTest::nobody));
        good(client, authority, authority.list(naming(8, NOW, CRLReason.keyCompromise)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 9, 10})
    void whateverTheReason(int reason) throws Exception {
        revoked(client, authority, authority.list(naming(7, NOW, reason)));
    }

    @Test
    void whateverTheDate() throws Exception {
        Date later = Date.from(Issued.NOW.plus(Duration.ofDays(300)));
        Date longAgo = Date.from(Instant.EPOCH);
        revoked(client, authority, authority.list(naming(7, later, CRLReason.keyCompromise)));
        revoked(client, authority, authority.list(naming(7, longAgo, CRLReason.keyCompromise)));
    }

    @Test
    void whateverTheOrder() throws Exception {
        Consumer<X509v2CRLBuilder> first = naming(7, NOW, CRLReason.keyCompromise);
        Consumer<X509v2CRLBuilder> other = naming(9, NOW, CRLReason.removeFromCRL);
        revoked(client, authority, authority.list(first.andThen(other)));
        revoked(client, authority, authority.list(other.andThen(first)));
        revoked(client, authority, authority.list(first.andThen(naming(7, NOW, CRLReason.removeFromCRL))));
    }

    @Test
    void whateverElseTheEntrySays() throws Exception {
        revoked(client, authority, authority.list(list -> list.addCRLEntry(BigInteger.valueOf(7), NOW, elsewhere())));
    }

    @Test
    void ofSeveralListsEachCounts() throws Exception {
        RevocationList empty = authority.list(RevokedTest::nobody);
        RevocationList old =
                authority.list(Issued.NOW.minus(Duration.ofDays(9)), naming(7, NOW, CRLReason.keyCompromise));
        RevocationList fresh = authority.list(naming(7, NOW, CRLReason.keyCompromise));
        for (List<RevocationList> lists :
                List.of(List.of(empty, old), List.of(old, empty), List.of(empty, fresh), List.of(fresh, empty))) {
            revoked(client, authority, lists.toArray(RevocationList[]::new));
        }
    }

    @Test
    void authoritiesOfOneNameAreToldApartByTheirKeys() throws Exception {
        Issued renewed = Issued.authority("Authority").bySelf();
        Issued another = Issued.client().serial(7).by(renewed);
        RevocationList ofRenewed = renewed.list(naming(7, NOW, CRLReason.keyCompromise));
        RevocationList ofOld = authority.list(RevokedTest::nobody);

        revoked(another, renewed, ofRenewed, ofOld);
        revoked(another, renewed, ofOld, ofRenewed);
        good(client, authority, ofRenewed, ofOld);
        check(RevocationRule.BY_ISSUER, client, authority, List.of(authority, renewed), ofRenewed);
    }

    @Test
    void aListThatNobodyKnownSignedLetsNobodyInWhoseIssuerItNames() throws Exception {
        Issued impostor = Issued.authority("Authority").bySelf();
        revoked(client, authority, impostor.list(RevokedTest::nobody));
    }

    @Test
    void anAuthorityWithoutAListIsNotTheConcernOfAnothers() throws Exception {
        Issued other = Issued.authority("Other").bySelf();
        good(client, authority, other.list(naming(7, NOW, CRLReason.keyCompromise)));
    }

    @Test
    void aListMustBeCurrentUnlessTheOperatorSaysOtherwise() throws Exception {
        RevocationList old = authority.list(Issued.NOW.minus(Duration.ofHours(1)), RevokedTest::nobody);
        revoked(client, authority, old);
        check(RevocationRule.IF_KNOWN, client, authority, List.of(authority), old);
    }

    private static void nobody(X509v2CRLBuilder list) {}

    private static Consumer<X509v2CRLBuilder> naming(long serial, Date date, int reason) {
        return list -> list.addCRLEntry(BigInteger.valueOf(serial), date, reason);
    }

    /** Says that somebody else issued the certificate, which a list of this kind has no say in. */
    private static Extensions elsewhere() {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.certificateIssuer, true, new GeneralNames(new GeneralName(new X500Name("CN=Elsewhere"))));
            return extensions.generate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void good(Issued client, Issued issuer, RevocationList... lists) {
        assertThatCode(() -> check(RevocationRule.BY_ISSUER, client, issuer, List.of(issuer), lists))
                .doesNotThrowAnyException();
    }

    private static void revoked(Issued client, Issued issuer, RevocationList... lists) {
        assertThatThrownBy(() -> check(RevocationRule.BY_ISSUER, client, issuer, List.of(issuer), lists))
                .isInstanceOf(Untrusted.class);
    }

    private static void check(
            RevocationRule rule, Issued client, Issued issuer, List<Issued> trusted, RevocationList... lists)
            throws Untrusted {
        List<TrustedAuthority> all = trusted.stream()
                .map(it -> new TrustedAuthority(it.certificate()))
                .toList();
        List<RevocationList> known =
                Stream.of(lists).map(it -> it.attributed(all)).toList();
        Trusted now =
                new Trusted(Set.of(new TrustedAuthority(issuer.certificate())), Map.of(), new Revocations(known, rule));
        new ClientTrust(now, () -> Issued.NOW).check(List.of(client.certificate()), null);
    }
}
