package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers are told of certificates, and that they cannot have keys sign at will. */
class PublishedStatusTest {

    private static final BigInteger NEVER_ISSUED = BigInteger.valueOf(4711);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private AuthorityService service;
    private Authority root;
    private IssuedCertificate issued;
    private BigInteger serial;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(Files.createDirectories(folder.resolve("data")), clock, Set.of());
        root = service.root();
        issued = service.issue(root, new Csr().der());
        serial = new X509CertificateHolder(issued.certificate()).getSerialNumber();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private CertificateID id(BigInteger number, ASN1ObjectIdentifier hash, @Nullable ASN1Encodable parameters)
            throws Exception {
        CertID usual = new CertificateID(
                        new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(hash)),
                        new X509CertificateHolder(root.certificate().orElseThrow()),
                        number)
                .toASN1Primitive();
        return new CertificateID(new CertID(
                new AlgorithmIdentifier(hash, parameters),
                usual.getIssuerNameHash(),
                usual.getIssuerKeyHash(),
                new ASN1Integer(number)));
    }

    private static byte[] question(CertificateID... ids) throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        for (CertificateID id : ids) {
            builder.addRequest(id);
        }
        return builder.build().getEncoded();
    }

    private byte[] usual(BigInteger number) throws Exception {
        return question(id(number, OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE));
    }

    private byte[] answer(byte[] question) {
        return service.published.answer(root.authorityId(), question);
    }

    private static @Nullable CertificateStatus status(byte[] answer) throws Exception {
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
        return basic.getResponses()[0].getCertStatus();
    }

    private long receipts() throws Exception {
        return service.keys.ledger.receipts("acme").stream()
                .filter(receipt -> receipt.operation().equals("certificate_status_told"))
                .count();
    }

    @Test
    void manyAskAndTheKeySignsOnce() throws Exception {
        byte[] first = answer(usual(serial));
        assertThat(status(first)).isEqualTo(CertificateStatus.GOOD);
        assertThat(answer(usual(serial))).isEqualTo(first);
        assertThat(receipts()).isEqualTo(1);
    }

    @Test
    void halfOfItsTimeLaterItIsSignedAnew() throws Exception {
        byte[] first = answer(usual(serial));
        clock.pass(Duration.ofMinutes(31));
        assertThat(answer(usual(serial))).isNotEqualTo(first);
        assertThat(receipts()).isEqualTo(2);
    }

    @Test
    void aRevocationIsToldAtOnce() throws Exception {
        answer(usual(serial));
        service.revoke(APP, issued.certificateId(), CertificateRevocationReason.SUPERSEDED);
        assertThat(status(answer(usual(serial)))).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void aNonceIsPassedOver() throws Exception {
        byte[] kept = answer(usual(serial));
        Extension nonce = new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new byte[] {4, 1, 7});
        byte[] question = new OCSPReqBuilder()
                .addRequest(id(serial, OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE))
                .setRequestExtensions(new Extensions(nonce))
                .build()
                .getEncoded();
        assertThat(answer(question)).isEqualTo(kept);
    }

    /** Each of these would be signed apart if it were answered, without end. */
    @Test
    void nothingIsSignedForQuestionsThatFewAsk() throws Exception {
        CertificateID usual = id(serial, OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE);
        assertNotAnswered(usual(NEVER_ISSUED));
        assertNotAnswered(question(usual, id(serial, NISTObjectIdentifiers.id_sha256, null)));
        assertNotAnswered(question(id(serial, OIWObjectIdentifiers.idSHA1, new ASN1Integer(1))));
        assertNotAnswered(question(id(serial, NISTObjectIdentifiers.id_sha512, null)));
        assertThat(receipts()).isZero();
    }

    private void assertNotAnswered(byte[] question) throws Exception {
        OCSPResp answer = new OCSPResp(answer(question));
        assertThat(answer.getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
        assertThat(answer.getResponseObject()).isNull();
    }

    @Test
    void junkIsNoQuestion() throws Exception {
        assertThat(new OCSPResp(answer(new byte[] {1})).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
    }
}
