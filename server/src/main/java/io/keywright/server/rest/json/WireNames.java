package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.keywright.model.WireName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Enum constants on the wire: spelt exactly as the contract does. */
final class WireNames {

    private WireNames() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("wire-names");
        module.addSerializer(WireName.class, new Writer());
        module.setDeserializers(new Readers());
        return module;
    }

    /** One for each enum that has names on the wire, so that none can be forgotten. */
    private static final class Readers extends SimpleDeserializers {

        // That a type is an enum with names on the wire is known here alone, not to the compiler.
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public @Nullable JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return WireName.class.isAssignableFrom(type) ? new Reader(type) : null;
        }
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
