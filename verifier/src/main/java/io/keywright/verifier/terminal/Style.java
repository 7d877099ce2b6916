package io.keywright.verifier.terminal;

/** How a word is set off, by ANSI's select graphic rendition (ECMA-48 section 8.3.117). */
public enum Style {
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    WARNING("33"),
    NAME("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text) {
        return "\033[" + code + "m" + text + "\033[0m";
    }
}
