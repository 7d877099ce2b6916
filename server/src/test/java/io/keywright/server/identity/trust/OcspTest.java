package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.OcspQuery;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.RevocationSource;
import io.keywright.pki.validation.RevocationStanding;
import io.keywright.pki.validation.RevocationStatus;
import io.keywright.pki.validation.TrustedAuthority;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/** What a responder says counts if it is its to say, about the very certificate, and new. */
class OcspTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Issued root = Issued.authority("Root").bySelf();
    private final Issued client = Issued.client().serial(7).by(root);
    private final Answer good = new Answer(root, client, CertificateStatus.GOOD);

    OcspTest() throws Exception {}

    @Test
    void theIssuerItselfSaysThatItIsGoodOrRevoked() throws Exception {
        assertThat(reasons(good.by(root))).isEmpty();
        assertThat(reasons(new Answer(root, client, new RevokedStatus(Date.from(Issued.NOW), 1)).by(root)))
                .containsExactly("revoked");
    }

    @Test
    void whereItNeedNotBeKnownRevokedIsRevokedAllTheSame() throws Exception {
        byte[] revoked = new Answer(root, client, new RevokedStatus(Date.from(Issued.NOW), 1)).by(root);

        assertThat(reasons(question(RevocationRule.IF_KNOWN, revoked))).containsExactly("revoked");
        assertThat(reasons(question(RevocationRule.IF_KNOWN, good.by(root)))).isEmpty();
    }

    @Test
    void itIsToldWhoSaidIt() throws Exception {
        PathQuestion question = question(RevocationRule.REQUIRED, good.by(root));

        assertThat(RevocationStanding.of(PathValidator.validate(question).path(), question))
                .containsExactly(new RevocationStanding(RevocationStatus.GOOD, Optional.of(RevocationSource.OCSP)));
    }

    @Test
    void unknownAndOldAndFutureAndOfAnotherSayNothing() throws Exception {
        Issued other = Issued.client().serial(8).by(root);

        unknown(new Answer(root, client, new UnknownStatus()).by(root));
        unknown(good.from(Issued.NOW.minus(HOUR.multipliedBy(2)), HOUR).by(root));
        unknown(good.from(Issued.NOW.minus(HOUR.plusSeconds(1))).by(root));
        unknown(good.from(Issued.NOW.plus(HOUR), HOUR).by(root));
        unknown(new Answer(root, other, CertificateStatus.GOOD).by(root));
        assertThat(reasons(good.from(Issued.NOW.minusSeconds(60)).by(root))).isEmpty();
    }

    @Test
    void aResponderMustBeChargedByTheIssuer() throws Exception {
        Issued impostor = Issued.authority("Root").bySelf();
        Issued.Plan signing =
                new Responder().purpose(KeyPurposeId.id_kp_OCSPSigning).unchecked();

        assertThat(reasons(good.by(signing.by(root)))).isEmpty();
        unknown(good.by(impostor));
        unknown(good.by(new Responder()
                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                .unchecked()
                .by(impostor)));
        unknown(good.by(new Responder()
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .unchecked()
                .by(root)));
        unknown(good.by(new Responder().unchecked().by(root)));
        unknown(good.by(
                new Responder().purpose(KeyPurposeId.id_kp_OCSPSigning).plan().by(root)));
        unknown(good.by(new Responder()
                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                .unchecked()
                .valid(Issued.NOW.minus(HOUR), Issued.NOW.minusSeconds(1))
                .by(root)));
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() throws Exception {
        OcspQuery query = new OcspQuery(client.certificate(), root.certificate());
        OcspQuery other = new OcspQuery(client.certificate(), root.certificate());
        byte[] nonce = new OCSPReq(query.encoded())
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .getExtnValue()
                .getOctets();
        byte[] answer = good.echoing(nonce).by(root);

        assertThat(OcspAnswer.read(answer, query)).isNotNull();
        assertThatThrownBy(() -> OcspAnswer.read(answer, other)).hasMessageContaining("another question");
    }

    @Test
    void whatIsNoAnswerIsRefused() throws Exception {
        byte[] later = new OCSPRespBuilder().build(OCSPResp.TRY_LATER, null).getEncoded();
        byte[] whole = good.by(root);

        for (byte[] junk : List.of(new byte[0], new byte[] {0x30, 0}, later, new byte[100_000])) {
            assertThatThrownBy(() -> OcspAnswer.read(junk)).isInstanceOf(IOException.class);
        }
        byte[] signature = ((BasicOCSPResp) new OCSPResp(whole).getResponseObject()).getSignature();
        int start = HexFormat.of().formatHex(whole).indexOf(HexFormat.of().formatHex(signature)) / 2;
        for (int i = start; i < start + signature.length; i++) {
            byte[] bent = whole.clone();
            bent[i] ^= 1;
            assertThat(isKnownGood(bent)).as("bit of byte %d", i).isFalse();
        }
        for (int length = 0; length < whole.length; length += 7) {
            assertThat(isKnownGood(Arrays.copyOf(whole, length))).isFalse();
        }
    }

    private boolean isKnownGood(byte[] answer) {
        try {
            return reasons(answer).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void unknown(byte[] answer) throws IOException {
        assertThat(reasons(answer)).containsExactly("revocation_unknown");
    }

    private List<String> reasons(byte[] answer) throws IOException {
        return reasons(question(RevocationRule.REQUIRED, answer));
    }

    private static List<String> reasons(PathQuestion question) {
        return PathValidator.validate(question).failures().stream()
                .map(Failure::reason)
                .toList();
    }

    private PathQuestion question(RevocationRule rule, byte[] answer) throws IOException {
        return new PathQuestion(
                        client.certificate(),
                        List.of(),
                        Set.of(new TrustedAuthority(root.certificate())),
                        List.of(),
                        rule,
                        Purpose.CLIENT,
                        Optional.empty(),
                        Issued.NOW)
                .with(List.of(), List.of(OcspAnswer.read(answer)));
    }

    /** A certificate for a responder. */
    private static final class Responder {

        private final Issued.Plan plan = Issued.plan("Responder");

        Responder purpose(KeyPurposeId purpose) {
            plan.purpose(purpose);
            return this;
        }

        Issued.Plan unchecked() {
            return plan.with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }

        Issued.Plan plan() {
            return plan;
        }
    }

    /**
     * What a responder says of a certificate of the root.
     *
     * @param end until when it holds; empty if it does not say
     */
    private record Answer(
            Issued root,
            X509Certificate about,
            CertificateStatus status,
            Instant start,
            Optional<Instant> end,
            byte[] nonce) {

        Answer(Issued root, Issued about, CertificateStatus status) {
            this(
                    root,
                    about.certificate(),
                    status,
                    Issued.NOW.minusSeconds(60),
                    Optional.of(Issued.NOW.plus(HOUR)),
                    new byte[0]);
        }

        Answer from(Instant begin, Duration life) {
            return new Answer(root, about, status, begin, Optional.of(begin.plus(life)), nonce);
        }

        Answer from(Instant begin) {
            return new Answer(root, about, status, begin, Optional.empty(), nonce);
        }

        Answer echoing(byte[] asked) {
            return new Answer(root, about, status, start, end, asked);
        }

        byte[] by(Issued signer) throws Exception {
            DigestCalculator sha1 =
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            CertificateID id =
                    new CertificateID(sha1, new JcaX509CertificateHolder(root.certificate()), about.getSerialNumber());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(
                            signer.certificate().getPublicKey().getEncoded()),
                    sha1);
            builder.addResponse(
                    id, status, Date.from(start), end.map(Date::from).orElse(null), (Extensions) null);
            if (nonce.length > 0) {
                builder.setResponseExtensions(new Extensions(
                        new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce))));
            }
            X509CertificateHolder[] sent = {new JcaX509CertificateHolder(signer.certificate())};
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                                    sent,
                                    Date.from(start)))
                    .getEncoded();
        }
    }
}
