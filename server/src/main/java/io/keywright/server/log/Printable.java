package io.keywright.server.log;

/** Text that keeps to its line, whoever chose it: what a terminal or a reader of lines would obey is shown instead. */
final class Printable {

    private Printable() {}

    /** {@code text} with controls, separators of lines and halves of characters as {@code \\uXXXX}. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** The same for a value between quotes. */
    static String quoted(String text) {
        return '"' + escaped(text, true) + '"';
    }

    private static String escaped(String text, boolean quotes) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (quotes && (character == '"' || character == '\\')) {
                shown.append('\\').appendCodePoint(character);
            } else if (isPrintable(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u%04X".formatted(character));
            }
        });
        return shown.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
