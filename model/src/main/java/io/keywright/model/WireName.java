package io.keywright.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum constant that has one fixed spelling on the wire, in the database and in receipts. */
public interface WireName {

    /** The spelling, exactly as the wire contract gives it. */
    String wireName();

    /** The constant of {@code type} spelt {@code wireName}, compared exactly. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wireName)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /**
     * The constant of {@code type} spelt {@code wireName}.
     *
     * @throws IllegalArgumentException naming every spelling that is allowed
     */
    static <E extends Enum<E> & WireName> E parse(Class<E> type, String wireName) {
        return find(type, wireName)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(WireName::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
