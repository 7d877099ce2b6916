package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.ledger.encoding.StrictBase64;
import java.io.IOException;

/** Binary values on the wire: standard Base64 with padding, and no other spelling of it (RFC 4648, section 3.5). */
final class Base64Bytes {

    private Base64Bytes() {}

    static SimpleModule module() {
        return new SimpleModule("base64")
                .addDeserializer(byte[].class, new Reader())
                .addSerializer(byte[].class, new Writer())
                .addSerializer(SecretBytes.class, new SecretWriter());
    }

    private static final class Reader extends JsonDeserializer<byte[]> {
        @Override
        public byte[] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (byte[]) context.handleUnexpectedToken(byte[].class, json);
            }
            try {
                return StrictBase64.decode(json.getText());
            } catch (IllegalArgumentException e) {
                return (byte[])
                        context.handleWeirdStringValue(byte[].class, "", "must be standard Base64 with padding");
            }
        }
    }

    private static final class Writer extends JsonSerializer<byte[]> {
        @Override
        public void serialize(byte[] bytes, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeBinary(bytes);
        }
    }

    /** Writes a secret once, and destroys it. */
    private static final class SecretWriter extends JsonSerializer<SecretBytes> {
        @Override
        public void serialize(SecretBytes secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            try (secret) {
                secret.expose(bytes -> {
                    json.writeBinary(bytes);
                    return json;
                });
            }
        }
    }
}
