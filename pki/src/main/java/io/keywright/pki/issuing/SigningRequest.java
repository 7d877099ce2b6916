package io.keywright.pki.issuing;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.CertificateStrength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate signing request (PKCS #10, RFC 2986) whose sender has proved to have the private key. What it wishes
 * beside its names, such as extensions, is not told: an authority decides that by itself.
 *
 * @param publicKey strong enough to rely on
 */
public record SigningRequest(PublicKey publicKey, RequestedNames names) {

    private static final int MOST_BYTES = 16 * 1024;
    private static final List<String> LABELS = List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

    /**
     * Reads a request, in PEM or DER.
     *
     * @throws RefusedRequest if it is none, its signature is not one of its own key, that key is weak, or it wants to be an authority
     */
    public static SigningRequest read(byte[] content) throws RefusedRequest {
        JcaPKCS10CertificationRequest request = parsed(der(content));
        PublicKey key = key(request);
        requirePossession(request, key);
        return new SigningRequest(key, names(request, extensions(request)));
    }

    private static byte[] der(byte[] content) throws RefusedRequest {
        if (content.length > MOST_BYTES) {
            throw new RefusedRequest("not_a_request", "is longer than " + MOST_BYTES + " bytes");
        }
        if (content.length > 0 && content[0] == 0x30) {
            return content;
        }
        try {
            List<PemBlock> blocks = Pem.blocks(new String(content, StandardCharsets.UTF_8));
            if (blocks.size() == 1 && LABELS.contains(blocks.getFirst().label())) {
                return blocks.getFirst().content();
            }
            throw new RefusedRequest("not_a_request", "is not one certificate request in PEM or DER");
        } catch (PemException e) {
            throw new RefusedRequest("not_a_request", String.valueOf(e.getMessage()));
        }
    }

    private static JcaPKCS10CertificationRequest parsed(byte[] der) throws RefusedRequest {
        try {
            // One value, nothing behind it, or BouncyCastle says so.
            return new JcaPKCS10CertificationRequest(
                    ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER));
        } catch (IOException | RuntimeException e) {
            throw new RefusedRequest("not_a_request", "is not a certificate request");
        }
    }

    private static PublicKey key(JcaPKCS10CertificationRequest request) throws RefusedRequest {
        PublicKey key;
        try {
            key = request.getPublicKey();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new RefusedRequest("unsupported_key", "has a key of a kind that is not supported");
        }
        Optional<String> weakness = CertificateStrength.weakness(key);
        if (weakness.isPresent()) {
            throw new RefusedRequest("weak", "has a key that is too weak: " + weakness.get());
        }
        return key;
    }

    private static void requirePossession(JcaPKCS10CertificationRequest request, PublicKey key) throws RefusedRequest {
        String algorithm = new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm());
        if (CertificateStrength.usesBrokenHash(algorithm)) {
            throw new RefusedRequest("weak", "is signed with a broken hash");
        }
        try {
            if (request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                return;
            }
        } catch (PKCSException | OperatorCreationException | RuntimeException e) {
            // As if it were not valid: nobody has proved anything.
        }
        throw new RefusedRequest("possession_not_proved", "is not signed with the private key of its public key");
    }

    private static Optional<Extensions> extensions(JcaPKCS10CertificationRequest request) throws RefusedRequest {
        try {
            Optional<Extensions> extensions = Optional.ofNullable(request.getRequestedExtensions());
            if (extensions.isPresent() && isAuthority(extensions.get())) {
                throw new RefusedRequest("authority_requested", "asks for the certificate of an authority");
            }
            return extensions;
        } catch (RuntimeException e) {
            throw new RefusedRequest("not_a_request", "has extensions that cannot be read");
        }
    }

    private static RequestedNames names(JcaPKCS10CertificationRequest request, Optional<Extensions> extensions)
            throws RefusedRequest {
        try {
            return RequestedNames.of(request.getSubject(), extensions);
        } catch (RuntimeException e) {
            throw new RefusedRequest("malformed_name", "has a name that cannot be read");
        }
    }

    private static boolean isAuthority(Extensions extensions) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
        return constraints != null && constraints.isCA();
    }
}
