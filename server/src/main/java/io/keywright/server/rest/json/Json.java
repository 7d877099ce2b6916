package io.keywright.server.rest.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.util.Map;

/**
 * JSON to records and back, strictly: unknown and duplicate members, nulls, wrong types, trailing text and deep nesting
 * are refused with INVALID_REQUEST, naming the member and never its value.
 */
public final class Json {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_NAME_LENGTH = 128;

    private final JsonMapper mapper;

    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, Json::refuseAllButItself)
                .withCoercionConfig(LogicalType.Boolean, Json::refuseAllButItself)
                .addModules(Base64Bytes.module(), WireNames.module(), Timestamps.module())
                .build();
    }

    private static void refuseAllButItself(MutableCoercionConfig type) {
        for (CoercionInputShape other : CoercionInputShape.values()) {
            type.setCoercion(other, CoercionAction.Fail);
        }
    }

    /** Reads a request; a null is refused where the members are known. */
    public <T> T read(byte[] body, Class<T> type) {
        try (JsonParser json = mapper.createParser(StrictUtf8.decode(body))) {
            T request = mapper.readValue(type.isRecord() ? new NoNulls(json) : json, type);
            if (request == null) {
                throw malformed();
            }
            return request;
        } catch (JacksonException e) {
            throw refusal(e);
        } catch (IOException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    public byte[] write(Object answer) {
        try {
            return mapper.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be written", e);
        }
    }

    private static KeywrightException refusal(JacksonException e) {
        if (e.getCause() instanceof KeywrightException refusal) {
            return refusal;
        }
        String member = e instanceof JsonMappingException mapping ? Members.path(mapping) : "";
        String problem = switch (e) {
            case UnrecognizedPropertyException unknown -> "is not a member of this request";
            case InvalidFormatException format -> problem(format);
            case MismatchedInputException mismatch -> "is missing or has the wrong type";
            case JsonMappingException tooLarge
            when tooLarge.getCause() instanceof InputCoercionException -> "must be a smaller number";
            default -> "";
        };
        return member.isEmpty() || problem.isEmpty()
                ? malformed()
                : new KeywrightException(
                        ErrorCode.INVALID_REQUEST, member + " " + problem + ".", Map.of("member", member));
    }

    private static KeywrightException malformed() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send one JSON object in UTF-8 as the API document describes it.",
                Map.of("reason", "malformed_json"));
    }

    /** What a reader of ours said of a value: everything up to the value that Jackson appends. */
    private static String problem(InvalidFormatException e) {
        String text = e.getOriginalMessage();
        int must = text.lastIndexOf("must be ");
        return must < 0 ? "has the wrong form" : text.substring(must);
    }
}
