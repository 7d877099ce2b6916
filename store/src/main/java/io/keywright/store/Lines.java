package io.keywright.store;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list as a column: one member to a line, in order. */
final class Lines {

    private Lines() {}

    static String of(Collection<String> members) {
        return members.stream().sorted().map(Lines::line).collect(Collectors.joining());
    }

    private static String line(String member) {
        if (member.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name must have no control characters");
        }
        return member + "\n";
    }
}
