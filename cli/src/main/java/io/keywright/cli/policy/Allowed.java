package io.keywright.cli.policy;

import io.keywright.model.KeyUsage;
import io.keywright.model.WireName;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module that may use a key.
 *
 * @param operations what it may do; empty for everything
 */
record Allowed(String module, List<String> operations) {

    /**
     * Reads {@code MODULE} or {@code MODULE=op,op}.
     *
     * @throws IllegalArgumentException if there is no module or no such operation
     */
    static Allowed parse(String text) {
        int equals = text.indexOf('=');
        String module = equals < 0 ? text : text.substring(0, equals);
        if (module.isEmpty()) {
            throw new IllegalArgumentException("must be MODULE or MODULE=operation,operation");
        }
        return new Allowed(module, equals < 0 ? List.of() : operations(text.substring(equals + 1)));
    }

    private static List<String> operations(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> WireName.parse(KeyUsage.class, name).wireName())
                .toList();
    }
}
