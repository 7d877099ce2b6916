package io.keywright.verifier.terminal;

/** Words of others, made safe to print: they can neither move the cursor nor colour, reverse or hide what stands around them. */
public final class Printable {

    private static final char MARK = '\uFFFD';
    private static final String ELLIPSIS = "…";

    private Printable() {}

    /** {@code text} with a mark in the place of each control, format or line separator and of each unpaired surrogate. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(point -> isSafe(point) ? point : MARK).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** The beginning of {@code text}, at most that many characters, with an ellipsis if there was more. */
    public static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
