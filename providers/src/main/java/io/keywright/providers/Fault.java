package io.keywright.providers;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that is wrong with a provider's settings.
 *
 * @param property its name behind {@code keywright.providers.NAME.}, such as {@code token-file}
 * @param advice what to do about it: a sentence that goes on after the name
 */
public record Fault(String property, String advice) {

    /**
     * Passes if there are none.
     *
     * @throws IllegalArgumentException naming every fault
     */
    public static void requireNone(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(fault -> fault.property() + " " + fault.advice())
                    .collect(Collectors.joining(" ")));
        }
    }
}
