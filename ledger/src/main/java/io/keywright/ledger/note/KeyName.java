package io.keywright.ledger.note;

/** The name of a key, which is also the origin of the log that it signs for (C2SP signed-note, tlog-checkpoint). */
final class KeyName {

    private KeyName() {}

    /** @throws IllegalArgumentException if {@code name} is empty, or has a space, a control character or a plus */
    static String check(String name) {
        if (name.isEmpty() || name.codePoints().anyMatch(KeyName::forbidden)) {
            throw new IllegalArgumentException(
                    "a key name must not be empty, nor hold spaces, control characters or +");
        }
        return name;
    }

    private static boolean forbidden(int c) {
        return c == '+'
                || Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.SURROGATE;
    }
}
