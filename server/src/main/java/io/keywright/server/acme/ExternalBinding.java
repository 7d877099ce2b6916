package io.keywright.server.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWK;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.core.crypto.SecretBytes;
import java.text.ParseException;
import java.util.UUID;

/** That whoever opens an account has a credential: its MAC over the account's key (RFC 8555, section 7.3.4). */
record ExternalBinding(JWSObject jws, UUID credentialId) {

    /**
     * Reads one.
     *
     * @param url that it must be for, the request's
     * @param key that it must be of, the account's
     * @throws io.keywright.model.KeywrightException if it is none
     */
    static ExternalBinding of(JWSObject jws, String url, AccountKey key) {
        JWSHeader header = jws.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            throw AcmeRefusals.malformed("The external account binding must be a MAC by HS256.");
        }
        if (header.getCriticalParams() != null
                || !header.isBase64URLEncodePayload()
                || header.getCustomParam("nonce") != null
                || !url.equals(header.getCustomParam("url"))) {
            throw AcmeRefusals.malformed(
                    "The header of the external account binding must have alg, kid and the request's url, and no nonce.");
        }
        if (!isOf(jws, key)) {
            throw AcmeRefusals.malformed("The external account binding must be over the account's own key.");
        }
        return new ExternalBinding(jws, credentialId(header));
    }

    private static boolean isOf(JWSObject jws, AccountKey key) {
        try {
            return JWK.parse(jws.getPayload().toString())
                    .computeThumbprint()
                    .toString()
                    .equals(key.thumbprint());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    /** What is none is one that nobody has, so that it is refused like any other that is not there. */
    private static UUID credentialId(JWSHeader header) {
        try {
            return UUID.fromString(String.valueOf(header.getKeyID()));
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }

    /** Whether that MAC key made it. */
    boolean isBy(SecretBytes secret) {
        return secret.expose(bytes -> {
            try {
                return jws.verify(new MACVerifier(bytes));
            } catch (JOSEException | IllegalStateException e) {
                return false;
            }
        });
    }
}
