package io.keywright.pki.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Test;

/** Questions of OCSP, odd and broken ones: each is answered, or is none. */
class HostileQuestionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final BigInteger SERIAL = BigInteger.TEN;
    private static final ASN1ObjectIdentifier NO_HASH = new ASN1ObjectIdentifier("1.2.3.4.5");

    private final EcKey key;
    private final Issuer authority;

    HostileQuestionTest() throws Exception {
        this.key = EcKey.generate();
        this.authority = Issuer.of(AuthorityCertificates.root(
                "Root", key, Validity.from(NOW, Duration.ofDays(1)), Serial.random(new SecureRandom())));
    }

    private CertificateID known() throws Exception {
        return new CertificateID(
                new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1), authority.holder(), SERIAL);
    }

    private static CertificateID ofUnknownHash() {
        return new CertificateID(new CertID(
                new AlgorithmIdentifier(NO_HASH),
                new DEROctetString(new byte[20]),
                new DEROctetString(new byte[20]),
                new ASN1Integer(SERIAL)));
    }

    private static byte[] question(CertificateID... ids) throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        List.of(ids).forEach(builder::addRequest);
        builder.setRequestExtensions(
                new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new byte[] {4, 1, 7})));
        return builder.build().getEncoded();
    }

    private byte[] answer(StatusQuestion question) {
        return question.answeredBy(
                authority,
                key,
                new StatusQuestion.Term(NOW, NOW.plusSeconds(60)),
                Map.of(SERIAL, new StatusQuestion.Standing.Good()));
    }

    @Test
    void ofWhatIsNamedByAnUnknownHashNothingIsKnown() throws Exception {
        byte[] answer =
                answer(StatusQuestion.read(question(ofUnknownHash(), known())).orElseThrow());
        SingleResp[] told = ((BasicOCSPResp) new OCSPResp(answer).getResponseObject()).getResponses();
        assertThat(told[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
        assertThat(told[1].getCertStatus()).isEqualTo(CertificateStatus.GOOD);
    }

    @Test
    void whateverIsFlippedOrCutIsAnsweredOrIsNoQuestion() throws Exception {
        byte[] honest = question(known(), known());
        for (int bit = 0; bit < honest.length * 8; bit += 3) {
            byte[] flipped = honest.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            isAnsweredOrNone(flipped);
        }
        for (int length = 0; length < honest.length; length++) {
            isAnsweredOrNone(Arrays.copyOf(honest, length));
        }
    }

    @Test
    void valuesWithinValuesAreNoQuestionHoweverDeep() {
        assertThat(StatusQuestion.read(HostileRequestTest.nested((byte) 0x80))).isEmpty();
    }

    private void isAnsweredOrNone(byte[] der) {
        try {
            Optional<StatusQuestion> question = StatusQuestion.read(der);
            question.ifPresent(it -> assertThat(answer(it)).isNotEmpty());
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(HexFormat.of().formatHex(der), e);
        }
    }
}
