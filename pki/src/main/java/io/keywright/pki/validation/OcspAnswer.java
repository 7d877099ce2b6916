package io.keywright.pki.validation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * What an OCSP responder says (RFC 6960, section 4.2). It counts if it is current, about the very certificate, and signed by the
 * certificate's issuer, or by whom that issuer has charged with it and marked as needing no check ({@code id-pkix-ocsp-nocheck}).
 */
public final class OcspAnswer {

    /** What a responder says of a certificate. */
    enum Status {
        GOOD,
        REVOKED
    }

    private static final int MOST_BYTES = 64 * 1024;

    /** Responders' clocks may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** For so long an answer is current that does not say when there is a newer one. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int MOST_RESPONDERS = 5;

    private static final Set<ASN1ObjectIdentifier> BROKEN = Set.of(
            PKCSObjectIdentifiers.md5WithRSAEncryption,
            PKCSObjectIdentifiers.sha1WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA1,
            X9ObjectIdentifiers.id_dsa_with_sha1);

    private final BasicOCSPResp answer;

    private OcspAnswer(BasicOCSPResp answer) {
        this.answer = answer;
    }

    /**
     * Reads an answer in DER.
     *
     * @throws IOException if it is none, or the responder has refused to answer; in words that go on after a colon
     */
    public static OcspAnswer read(byte[] der) throws IOException {
        if (der.length > MOST_BYTES) {
            throw new IOException("it is longer than " + MOST_BYTES + " bytes");
        }
        try {
            OCSPResp response = new OCSPResp(der);
            if (response.getStatus() == OCSPResp.SUCCESSFUL
                    && response.getResponseObject() instanceof BasicOCSPResp basic) {
                return new OcspAnswer(basic);
            }
            throw new IOException("the responder refuses to answer, with status " + response.getStatus());
        } catch (OCSPException | RuntimeException e) {
            throw new IOException("it is no OCSP response (RFC 6960)", e);
        }
    }

    /** The same, to {@code query}: one that was made for another question is refused. */
    public static OcspAnswer read(byte[] der, OcspQuery query) throws IOException {
        OcspAnswer read = read(der);
        Extension nonce = read.answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null && query.isContradictedBy(nonce(nonce))) {
            throw new IOException("it answers another question");
        }
        return read;
    }

    private static byte[] nonce(Extension extension) {
        try {
            return ASN1OctetString.getInstance(extension.getExtnValue().getOctets())
                    .getOctets();
        } catch (IllegalArgumentException bare) {
            return extension.getExtnValue().getOctets();
        }
    }

    /** What it says of {@code certificate} at {@code time}; empty if nothing that counts. */
    Optional<Status> status(X509Certificate certificate, X509Certificate issuer, Instant time) {
        try {
            X509CertificateHolder holder = new JcaX509CertificateHolder(issuer);
            Optional<SingleResp> about = Arrays.stream(answer.getResponses())
                    .filter(it -> isAbout(it, certificate, holder) && isCurrent(it, time))
                    .findFirst();
            return about.isPresent() && isSignedFor(issuer, time) ? status(about.get()) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Status> status(SingleResp about) {
        CertificateStatus said = about.getCertStatus();
        if (Objects.equals(said, CertificateStatus.GOOD)) {
            return Optional.of(Status.GOOD);
        }
        return said instanceof RevokedStatus ? Optional.of(Status.REVOKED) : Optional.empty();
    }

    private static boolean isAbout(SingleResp response, X509Certificate certificate, X509CertificateHolder issuer) {
        try {
            return response.getCertID().getSerialNumber().equals(certificate.getSerialNumber())
                    && response.getCertID().matchesIssuer(issuer, new JcaDigestCalculatorProviderBuilder().build());
        } catch (OCSPException | OperatorCreationException e) {
            return false;
        }
    }

    private static boolean isCurrent(SingleResp response, Instant time) {
        Instant start = response.getThisUpdate().toInstant();
        Date next = response.getNextUpdate();
        Instant end = next == null ? start.plus(FRESH) : next.toInstant();
        return !start.isAfter(time.plus(SKEW)) && end.isAfter(time);
    }

    private boolean isSignedFor(X509Certificate issuer, Instant time) throws GeneralSecurityException {
        if (BROKEN.contains(answer.getSignatureAlgOID())) {
            return false;
        }
        if (isSignedBy(issuer)) {
            return true;
        }
        for (X509CertificateHolder sent :
                Arrays.stream(answer.getCerts()).limit(MOST_RESPONDERS).toList()) {
            X509Certificate responder = new JcaX509CertificateConverter().getCertificate(sent);
            if (isCharged(responder, issuer, time) && isSignedBy(responder)) {
                return true;
            }
        }
        return false;
    }

    /** Names and marks are looked at before any signature is verified, as anybody can send a certificate. */
    private static boolean isCharged(X509Certificate responder, X509Certificate issuer, Instant time)
            throws GeneralSecurityException {
        boolean[] usage = responder.getKeyUsage();
        List<String> purposes = responder.getExtendedKeyUsage();
        return responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && purposes != null
                && purposes.contains(KeyPurposeId.id_kp_OCSPSigning.getId())
                && (usage == null || usage[DIGITAL_SIGNATURE])
                && responder.getExtensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId()) != null
                && !responder.hasUnsupportedCriticalExtension()
                && !responder.getNotBefore().toInstant().isAfter(time)
                && responder.getNotAfter().toInstant().isAfter(time)
                && CertificateStrength.weakness(responder).isEmpty()
                && isIssuedBy(responder, issuer);
    }

    private static boolean isIssuedBy(X509Certificate responder, X509Certificate issuer) {
        try {
            responder.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isSignedBy(X509Certificate signer) {
        try {
            return answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
        } catch (OCSPException | OperatorCreationException | RuntimeException e) {
            return false;
        }
    }
}
