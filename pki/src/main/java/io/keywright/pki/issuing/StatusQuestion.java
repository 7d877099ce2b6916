package io.keywright.pki.issuing;

import io.keywright.model.CertificateRevocation;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/**
 * What somebody asks an authority about certificates (OCSP, RFC 6960). Its answer is signed with the authority's own key, so
 * that whoever trusts the authority can check it without another certificate.
 *
 * @param ids of the certificates that are asked about
 * @param nonce to be repeated in the answer (RFC 8954)
 */
public record StatusQuestion(List<CertificateID> ids, Optional<Extension> nonce) {

    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_CERTIFICATES = 20;
    private static final Set<ASN1ObjectIdentifier> USUAL_HASHES =
            Set.of(OIWObjectIdentifiers.idSHA1, NISTObjectIdentifiers.id_sha256);
    /** An OCTET STRING of at most 32 bytes, within the extension's own. */
    private static final int LONGEST_NONCE = 34;

    /** What is known of a certificate. */
    public sealed interface Standing {

        /** It was issued, and not revoked. */
        record Good() implements Standing {}

        /** It was revoked. */
        record Revoked(CertificateRevocation revocation) implements Standing {}

        /** Nothing was issued by that number. */
        record Unknown() implements Standing {}
    }

    /** Until when an answer holds that was given at {@code at}. */
    public record Term(Instant at, Instant until) {}

    public StatusQuestion {
        ids = List.copyOf(ids);
    }

    /**
     * Reads a question in DER. What signature it bears is not looked at: everybody may ask.
     *
     * @return empty if it is none
     */
    public static Optional<StatusQuestion> read(byte[] der) {
        if (der.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            OCSPReq request = new OCSPReq(der);
            List<CertificateID> ids = new ArrayList<>();
            for (Req each : request.getRequestList()) {
                ids.add(each.getCertID());
            }
            Optional<Extension> nonce =
                    Optional.ofNullable(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
            boolean tooLong = nonce.isPresent() && nonce.get().getExtnValue().getOctets().length > LONGEST_NONCE;
            return ids.isEmpty() || ids.size() > MOST_CERTIFICATES || tooLong
                    ? Optional.empty()
                    : Optional.of(new StatusQuestion(ids, nonce));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What is said of what is no question, in DER: it bears no signature. */
    public static byte[] malformed() {
        return unsigned(OCSPRespBuilder.MALFORMED_REQUEST);
    }

    /** What is said of what is not answered here, in DER: it bears no signature (RFC 5019, section 2.2.3). */
    public static byte[] notAnswered() {
        return unsigned(OCSPRespBuilder.UNAUTHORIZED);
    }

    /**
     * What many ask alike, so that its answer can be kept for all of them (RFC 5019): for one certificate, named by a usual hash.
     *
     * @return without the nonce; empty if it asks for something else
     */
    public Optional<StatusQuestion> common() {
        return ids.size() == 1 && isUsual(ids.getFirst())
                ? Optional.of(new StatusQuestion(ids, Optional.empty()))
                : Optional.empty();
    }

    /** Without parameters, or with none of meaning, so that there are few ways to name one certificate. */
    private static boolean isUsual(CertificateID id) {
        ASN1Encodable parameters = id.toASN1Primitive().getHashAlgorithm().getParameters();
        return USUAL_HASHES.contains(id.getHashAlgOID()) && (parameters == null || DERNull.INSTANCE.equals(parameters));
    }

    private static byte[] unsigned(int status) {
        try {
            return new OCSPRespBuilder().build(status, null).getEncoded();
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException("an answer cannot be encoded", e);
        }
    }

    /** The serial numbers, of those that are asked about, that certificates of this authority have. */
    public Set<BigInteger> serials(Issuer issuer) {
        return ids.stream()
                .filter(id -> isOf(issuer.holder(), id))
                .map(CertificateID::getSerialNumber)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The authority's answer, in DER.
     *
     * @param standings of the authority's certificates, by serial number; nothing is known of what is not there
     */
    public byte[] answeredBy(Issuer issuer, AuthorityKey issuerKey, Term term, Map<BigInteger, Standing> standings) {
        try {
            X509CertificateHolder holder = issuer.holder();
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(issuer.name()));
            for (CertificateID id : ids) {
                Standing known = isOf(holder, id)
                        ? standings.getOrDefault(id.getSerialNumber(), new Standing.Unknown())
                        : new Standing.Unknown();
                builder.addResponse(id, status(known), Date.from(term.at()), Date.from(term.until()));
            }
            nonce.ifPresent(it -> builder.setResponseExtensions(new Extensions(it)));
            OCSPResp answer = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new KeySigner(issuerKey), new X509CertificateHolder[0], Date.from(term.at())));
            return answer.getEncoded();
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException("an answer cannot be encoded", e);
        }
    }

    /** Of what is named by a hash that is not known here, nobody can tell whose it is. */
    private static boolean isOf(X509CertificateHolder issuer, CertificateID id) {
        try {
            return id.matchesIssuer(issuer, new BcDigestCalculatorProvider());
        } catch (OCSPException e) {
            return false;
        }
    }

    private static CertificateStatus status(Standing standing) {
        return switch (standing) {
            case Standing.Good good -> CertificateStatus.GOOD;
            case Standing.Unknown unknown -> new UnknownStatus();
            case Standing.Revoked revoked ->
                new RevokedStatus(
                        Date.from(revoked.revocation().at()),
                        revoked.revocation().reason().code());
        };
    }
}
