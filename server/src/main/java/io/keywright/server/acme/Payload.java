package io.keywright.server.acme;

import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.KeywrightException;
import io.keywright.server.rest.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON object that a client has signed. Members that are not known are passed over (RFC 8555, section 6.7 and others). */
record Payload(Map<?, ?> members) {

    /** @throws KeywrightException with the problem malformed if it is no JSON object */
    static Payload read(byte[] payload, Json json) {
        try {
            return new Payload(json.read(payload, Map.class));
        } catch (KeywrightException e) {
            throw AcmeRefusals.malformed("The payload must be one JSON object.");
        }
    }

    private @Nullable Object member(String name) {
        return members.get(name);
    }

    Optional<String> text(String name) {
        return switch (member(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Object other -> throw wrong(name, "a text");
        };
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "a text"));
    }

    boolean flag(String name) {
        return switch (member(name)) {
            case null -> false;
            case Boolean flag -> flag;
            case Object other -> throw wrong(name, "true or false");
        };
    }

    Optional<Integer> number(String name) {
        return switch (member(name)) {
            case null -> Optional.empty();
            case Integer number -> Optional.of(number);
            case Object other -> throw wrong(name, "a small number");
        };
    }

    Optional<Payload> object(String name) {
        return switch (member(name)) {
            case null -> Optional.empty();
            case Map<?, ?> object -> Optional.of(new Payload(object));
            case Object other -> throw wrong(name, "an object");
        };
    }

    List<Payload> objects(String name) {
        if (!(member(name) instanceof List<?> list)) {
            throw wrong(name, "a list of objects");
        }
        return list.stream()
                .map(element -> {
                    if (element instanceof Map<?, ?> object) {
                        return new Payload(object);
                    }
                    throw wrong(name, "a list of objects");
                })
                .toList();
    }

    /** Bytes in Base64url without padding. */
    byte[] bytes(String name) {
        try {
            return Base64.getUrlDecoder().decode(requiredText(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "bytes in Base64url");
        }
    }

    private static KeywrightException wrong(String name, String form) {
        return AcmeRefusals.malformed(name + " must be " + form + ".");
    }
}
