package io.keywright.cli.kms;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object that the service answered with. A member that is missing or of another type than asked for
 * is an {@link IllegalStateException} that names it: the service has broken its contract.
 */
public record KmsAnswer(Map<String, Object> members) {

    public String text(String name) {
        return member(name, String.class);
    }

    public boolean flag(String name) {
        return member(name, Boolean.class);
    }

    public long number(String name) {
        return member(name, Number.class).longValue();
    }

    /** The bytes that a Base64 member stands for. */
    public byte[] bytes(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    /** A text that may be missing or null. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(members.get(name)).map(String.class::cast);
    }

    @SuppressWarnings("unchecked") // JSON objects have text names
    public KmsAnswer object(String name) {
        return new KmsAnswer((Map<String, Object>) member(name, Map.class));
    }

    /** The objects of an array. */
    @SuppressWarnings("unchecked") // JSON objects have text names
    public List<KmsAnswer> objects(String name) {
        return ((List<Object>) member(name, List.class))
                .stream()
                        .map(element -> new KmsAnswer((Map<String, Object>) element))
                        .toList();
    }

    private <T> T member(String name, Class<T> type) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the answer has no " + type.getSimpleName() + " " + name);
        }
        return type.cast(value);
    }
}
