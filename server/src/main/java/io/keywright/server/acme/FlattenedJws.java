package io.keywright.server.acme;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.json.Json;
import io.keywright.server.rest.json.Required;
import java.text.ParseException;

/** A signature over a header and a payload as one JSON object (RFC 7515, section 7.2.2), without an unprotected header. */
record FlattenedJws(
        @JsonProperty(value = "protected", required = true) @JsonSetter(nulls = Nulls.FAIL)
        String header,

        @Required String payload,
        @Required String signature) {

    /**
     * Reads one.
     *
     * @throws KeywrightException with the problem malformed if it is none
     */
    static JWSObject read(byte[] text, Json json) {
        FlattenedJws jws;
        try {
            jws = json.read(text, FlattenedJws.class);
        } catch (KeywrightException e) {
            throw malformed();
        }
        try {
            return new JWSObject(
                    new Base64URL(jws.header()), new Base64URL(jws.payload()), new Base64URL(jws.signature()));
        } catch (ParseException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static KeywrightException malformed() {
        return AcmeRefusals.malformed(
                "Send a JWS as one flattened JSON object: protected, payload and signature, and no unprotected header.");
    }
}
