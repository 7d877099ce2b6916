package io.keywright.cli.kms;

import io.keywright.cli.json.JsonLine;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object that the service answered with. A member that is missing or of another type than asked for
 * ends the command: the service has broken its contract, or is none of ours.
 */
public record KmsAnswer(Map<String, Object> members) {

    /** All of it, as one line of JSON. */
    public String json() {
        return JsonLine.of(members);
    }

    public String text(String name) {
        return member(name, String.class, "text");
    }

    public boolean flag(String name) {
        return member(name, Boolean.class, "true or false");
    }

    public long number(String name) {
        return member(name, Number.class, "number").longValue();
    }

    public double decimal(String name) {
        return member(name, Number.class, "number").doubleValue();
    }

    /** The bytes that a Base64 member stands for. */
    public byte[] bytes(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    /** A text that may be missing or null. */
    public Optional<String> optionalText(String name) {
        return members.get(name) == null ? Optional.empty() : Optional.of(text(name));
    }

    /** A number that may be missing or null. */
    public Optional<Long> optionalNumber(String name) {
        return members.get(name) == null ? Optional.empty() : Optional.of(number(name));
    }

    @SuppressWarnings("unchecked") // JSON objects have text names
    public KmsAnswer object(String name) {
        return new KmsAnswer((Map<String, Object>) member(name, Map.class, "object"));
    }

    /** The objects of an array. */
    @SuppressWarnings("unchecked") // JSON objects have text names
    public List<KmsAnswer> objects(String name) {
        return ((List<Object>) member(name, List.class, "list"))
                .stream()
                        .map(element -> new KmsAnswer((Map<String, Object>) element))
                        .toList();
    }

    /** The texts of an array that may be missing. */
    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private <T> T member(String name, Class<T> type, String kind) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw CommandFailed.because(
                    "The service's answer has no %s %s. Is it a Keywright of another version?".formatted(kind, name));
        }
        return type.cast(value);
    }
}
