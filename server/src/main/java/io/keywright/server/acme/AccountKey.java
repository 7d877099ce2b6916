package io.keywright.server.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.pki.validation.CertificateStrength;
import io.keywright.server.token.Ed25519Verifier;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.text.ParseException;

/**
 * A public key that requests are signed with, and the one algorithm that it is used with.
 *
 * @param json the key in the form of which thumbprints are made (RFC 7638)
 * @param thumbprint SHA-256 of that, in Base64url
 */
record AccountKey(String json, String thumbprint, JWSAlgorithm algorithm, PublicKey key, JWSVerifier verifier) {

    private static final int MOST_RSA_BITS = 8192;

    /** @throws KeywrightException with the problem badPublicKey if it is of no supported kind, weak or private */
    static AccountKey of(JWK jwk) {
        try {
            if (jwk.isPrivate()) {
                throw refused("Send the public key alone; whoever has seen the private key has the account.");
            }
            return switch (jwk) {
                case ECKey ec -> of(ec);
                case RSAKey rsa -> of(rsa);
                case OctetKeyPair okp -> of(okp);
                default -> throw unsupported();
            };
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw unsupported();
        }
    }

    /** The key of an account, as it was stored. */
    static AccountKey read(String json) {
        try {
            return of(JWK.parse(json));
        } catch (ParseException e) {
            throw new IllegalStateException("an account whose key cannot be read", e);
        }
    }

    /** The key of a certificate. */
    static AccountKey of(PublicKey key) {
        try {
            return switch (key) {
                case java.security.interfaces.ECPublicKey ec ->
                    of(new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build());
                case java.security.interfaces.RSAPublicKey rsa -> of(new RSAKey.Builder(rsa).build());
                default -> throw unsupported();
            };
        } catch (JOSEException | IllegalStateException | IllegalArgumentException e) {
            throw unsupported();
        }
    }

    private static AccountKey of(ECKey ec) throws JOSEException {
        if (Curve.P_256.equals(ec.getCurve())) {
            return of(ec, JWSAlgorithm.ES256, ec.toECPublicKey(), new ECDSAVerifier(ec));
        }
        if (Curve.P_384.equals(ec.getCurve())) {
            return of(ec, JWSAlgorithm.ES384, ec.toECPublicKey(), new ECDSAVerifier(ec));
        }
        throw unsupported();
    }

    private static AccountKey of(RSAKey rsa) throws JOSEException {
        if (rsa.toRSAPublicKey().getModulus().bitLength() > MOST_RSA_BITS) {
            throw refused("The key is longer than " + MOST_RSA_BITS + " bits.");
        }
        return of(rsa, JWSAlgorithm.RS256, rsa.toRSAPublicKey(), new RSASSAVerifier(rsa));
    }

    private static AccountKey of(OctetKeyPair okp) throws JOSEException, GeneralSecurityException {
        if (!Curve.Ed25519.equals(okp.getCurve())) {
            throw unsupported();
        }
        Ed25519Verifier verifier = new Ed25519Verifier(okp.getDecodedX());
        return of(okp, JWSAlgorithm.EdDSA, verifier.key(), verifier);
    }

    private static AccountKey of(JWK jwk, JWSAlgorithm algorithm, PublicKey key, JWSVerifier verifier)
            throws JOSEException {
        CertificateStrength.weakness(key).ifPresent(weakness -> {
            throw refused("The key is too weak: " + weakness + ".");
        });
        return new AccountKey(
                JSONObjectUtils.toJSONString(jwk.getRequiredParams()),
                jwk.computeThumbprint().toString(),
                algorithm,
                key,
                verifier);
    }

    private static KeywrightException unsupported() {
        return refused("Sign with a key of EC on P-256 or P-384, of RSA with 2048 bits or more, or of Ed25519.");
    }

    private static KeywrightException refused(String advice) {
        return AcmeRefusals.of(ErrorCode.INVALID_REQUEST, AcmeProblemType.BAD_PUBLIC_KEY, advice);
    }
}
