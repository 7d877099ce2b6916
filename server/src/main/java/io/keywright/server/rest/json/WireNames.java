package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.keywright.model.Algorithm;
import io.keywright.model.AnchorType;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.Environment;
import io.keywright.model.EventType;
import io.keywright.model.Kdf;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.RevocationReason;
import io.keywright.model.Role;
import io.keywright.model.WireName;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import java.io.IOException;

/** Enum constants on the wire: spelt exactly as the contract does. */
final class WireNames {

    private WireNames() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("wire-names");
        module.addSerializer(WireName.class, new Writer());
        read(module, Algorithm.class);
        read(module, AnchorType.class);
        read(module, DigestAlgorithm.class);
        read(module, Environment.class);
        read(module, EventType.class);
        read(module, Kdf.class);
        read(module, KeyState.class);
        read(module, KeyType.class);
        read(module, KeyUsage.class);
        read(module, Plane.class);
        read(module, Protection.class);
        read(module, Purpose.class);
        read(module, RevocationReason.class);
        read(module, RevocationRule.class);
        read(module, Role.class);
        return module;
    }

    private static <E extends Enum<E> & WireName> void read(SimpleModule module, Class<E> type) {
        module.addDeserializer(type, new Reader<>(type));
    }

    private static final class Reader<E extends Enum<E> & WireName> extends JsonDeserializer<E> {
        private final Class<E> type;

        Reader(Class<E> type) {
            this.type = type;
        }

        @Override
        public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(type, json));
            }
            try {
                return WireName.parse(type, json.getText());
            } catch (IllegalArgumentException e) {
                return type.cast(context.handleWeirdStringValue(type, "", String.valueOf(e.getMessage())));
            }
        }
    }

    private static final class Writer extends JsonSerializer<WireName> {
        @Override
        public void serialize(WireName constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(constant.wireName());
        }
    }
}
