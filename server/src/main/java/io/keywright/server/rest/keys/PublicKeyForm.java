package io.keywright.server.rest.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.lifecycle.PublishedKeys.PublishedKey;
import io.keywright.model.WireName;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.util.function.Function;

/** How a public key can be had. */
enum PublicKeyForm implements WireName {
    /** SubjectPublicKeyInfo as text (RFC 7468, section 13). */
    PEM("pem", "application/x-pem-file"),
    /** SubjectPublicKeyInfo (RFC 5280). */
    DER("der", "application/octet-stream"),
    /** RFC 7517. */
    JWK("jwk", "application/jwk+json");

    private final String wireName;
    private final String mediaType;

    PublicKeyForm(String wireName, String mediaType) {
        this.wireName = wireName;
        this.mediaType = mediaType;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    String mediaType() {
        return mediaType;
    }

    /** The key in this form. */
    byte[] write(PublishedKey key, Function<Object, byte[]> json) {
        return switch (this) {
            case PEM -> Pem.write(PemBlock.publicKey(key.info())).getBytes(US_ASCII);
            case DER -> key.info();
            case JWK -> json.apply(JsonWebKey.of(key));
        };
    }
}
