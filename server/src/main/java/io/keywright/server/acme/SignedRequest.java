package io.keywright.server.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeProblemType;
import java.util.Optional;
import java.util.Set;

/**
 * What a client has signed (RFC 8555, section 6.2). Nothing of it is to be believed before {@link #requireSignedBy} has passed.
 *
 * @param url what it was signed for
 */
record SignedRequest(JWSObject jws, String url) {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.EdDSA, JWSAlgorithm.RS256);
    private static final String NONCE = "nonce";

    /**
     * Reads the header.
     *
     * @throws KeywrightException if it is none that requests may have
     */
    static SignedRequest of(JWSObject jws) {
        JWSHeader header = jws.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw badAlgorithm();
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw AcmeRefusals.malformed("Leave crit and b64 out of the header.");
        }
        if ((header.getJWK() == null) == (header.getKeyID() == null)) {
            throw AcmeRefusals.malformed("The header must have either jwk or kid.");
        }
        return new SignedRequest(
                jws,
                text(header, "url")
                        .orElseThrow(() ->
                                AcmeRefusals.malformed("The header must have the url that the request is sent to.")));
    }

    /** The key that the header shows. */
    AccountKey jwk() {
        JWK jwk = jws.getHeader().getJWK();
        if (jwk == null) {
            throw AcmeRefusals.malformed("Show the key as jwk in the header of this request, not as kid.");
        }
        return AccountKey.of(jwk);
    }

    /** The URL of the account that the header names. */
    String kid() {
        String kid = jws.getHeader().getKeyID();
        if (kid == null) {
            throw AcmeRefusals.malformed("Name the account as kid in the header of this request, and leave jwk out.");
        }
        return kid;
    }

    /** Whether the header names an account. */
    boolean hasKid() {
        return jws.getHeader().getKeyID() != null;
    }

    Optional<String> nonce() {
        return text(jws.getHeader(), NONCE);
    }

    /** Without a byte for a request that only reads (POST-as-GET). */
    byte[] payload() {
        return jws.getPayload().toBytes();
    }

    /** Passes if the key made the signature, by the one algorithm that is its own. */
    void requireSignedBy(AccountKey key) {
        if (!key.algorithm().equals(jws.getHeader().getAlgorithm())) {
            throw badAlgorithm();
        }
        try {
            if (jws.verify(key.verifier())) {
                return;
            }
        } catch (JOSEException | IllegalStateException e) {
            // As if it were wrong: nobody has proved anything.
        }
        throw AcmeRefusals.of(
                ErrorCode.UNAUTHORIZED, AcmeProblemType.UNAUTHORIZED, "The signature is not one of this key.");
    }

    /** Passes if the request was signed for {@code wanted}. */
    void requireFor(String wanted) {
        if (!url.equals(wanted)) {
            throw AcmeRefusals.of(
                    ErrorCode.UNAUTHORIZED,
                    AcmeProblemType.UNAUTHORIZED,
                    "The url in the header is not the one that the request was sent to, " + wanted + ".");
        }
    }

    private static Optional<String> text(JWSHeader header, String name) {
        return header.getCustomParam(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static KeywrightException badAlgorithm() {
        return AcmeRefusals.of(
                ErrorCode.INVALID_REQUEST,
                AcmeProblemType.BAD_SIGNATURE_ALGORITHM,
                "Sign by ES256, ES384, EdDSA or RS256, as the key is for.");
    }
}
