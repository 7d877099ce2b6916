package io.keywright.server.rest.trust;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import io.keywright.core.bundle.TrustBundle;
import io.keywright.ledger.json.CanonicalJson;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A bundle as SPIFFE wants one: a JWK set of authorities of X.509-SVIDs (SPIFFE Trust Domain and Bundle, section 4). */
final class SpiffeBundle {

    private static final KeyUse AUTHORITY = new KeyUse("x509-svid");

    /** How often to ask again, for those who do not wait for changes: often enough to see each phase of one. */
    private static final long REFRESH_SECONDS = 300;

    private SpiffeBundle() {}

    static byte[] write(TrustBundle bundle) {
        List<Map<String, Object>> keys = bundle.anchors().stream()
                .map(anchor -> key(BundleFormat.certificate(anchor)).toJSONObject())
                .toList();
        return CanonicalJson.write(
                Map.of("keys", keys, "spiffe_sequence", bundle.version(), "spiffe_refresh_hint", REFRESH_SECONDS));
    }

    private static JWK key(X509Certificate certificate) {
        List<Base64> chain = List.of(encoded(certificate));
        PublicKey key = certificate.getPublicKey();
        return switch (key) {
            case RSAPublicKey rsa ->
                new RSAKey.Builder(rsa).keyUse(AUTHORITY).x509CertChain(chain).build();
            case ECPublicKey ec ->
                new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                        .keyUse(AUTHORITY)
                        .x509CertChain(chain)
                        .build();
            case EdECPublicKey edwards ->
                new OctetKeyPair.Builder(curve(edwards), point(edwards))
                        .keyUse(AUTHORITY)
                        .x509CertChain(chain)
                        .build();
            default -> throw new IllegalStateException("an anchor with a key of " + key.getAlgorithm());
        };
    }

    private static Curve curve(EdECPublicKey key) {
        return key.getParams().getName().equals("Ed448") ? Curve.Ed448 : Curve.Ed25519;
    }

    /** The bytes at the end of its SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static Base64URL point(EdECPublicKey key) {
        byte[] info = key.getEncoded();
        int bytes = curve(key).equals(Curve.Ed448) ? 57 : 32;
        return Base64URL.encode(Arrays.copyOfRange(info, info.length - bytes, info.length));
    }

    private static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("an anchor's certificate has no encoding", e);
        }
    }
}
