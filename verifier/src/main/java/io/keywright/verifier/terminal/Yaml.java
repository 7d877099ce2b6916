package io.keywright.verifier.terminal;

import java.util.regex.Pattern;

/**
 * JSON written as YAML 1.2: members below each other, lists by dashes, and words without quotes where every reader of YAML takes
 * them for a text. What YAML would take for something else keeps JSON's quotes, which mean the same in YAML. Belongs to one
 * thread.
 */
public final class Yaml {

    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z/][A-Za-z0-9._/+=-]*(:[A-Za-z0-9._/+=-]+)*(?<!=)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** What YAML 1.1 or 1.2 has for null and for truth values. */
    private static final Pattern MEANT_OTHERWISE = Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n");

    private static final String STEP = "  ";

    private final String json;
    private final StringBuilder yaml = new StringBuilder();
    private int at;

    private Yaml(String json) {
        this.json = json;
    }

    /**
     * The same document.
     *
     * @param json one well-formed value, as this program has written it
     * @return lines, the last without its end
     */
    public static String ofJson(String json) {
        Yaml written = new Yaml(json);
        written.value("", "");
        return written.yaml.toString().stripTrailing();
    }

    /**
     * Writes the next value.
     *
     * @param indent where lines of it begin
     * @param lead stands before its first line, if it is written on lines of its own
     */
    private void value(String indent, String lead) {
        switch (next()) {
            case '{' -> members(indent, lead);
            case '[' -> elements(indent, lead);
            case '"' -> yaml.append(spaced(lead)).append(text()).append('\n');
            default -> yaml.append(spaced(lead)).append(literal()).append('\n');
        }
    }

    private void members(String indent, String lead) {
        at++;
        if (next() == '}') {
            at++;
            yaml.append(spaced(lead)).append("{}\n");
            return;
        }
        String before = begin(indent, lead);
        do {
            yaml.append(before).append(text()).append(':');
            skip(':');
            boolean list = next() == '[';
            value(list ? indent : indent + STEP, ":");
            before = indent;
        } while (more('}'));
    }

    private void elements(String indent, String lead) {
        at++;
        if (next() == ']') {
            at++;
            yaml.append(spaced(lead)).append("[]\n");
            return;
        }
        String before = begin(indent, lead);
        do {
            yaml.append(before).append('-');
            value(indent + STEP, "-");
            before = indent;
        } while (more(']'));
    }

    /** After a dash, the first line goes on beside it; after a name, below it. */
    private String begin(String indent, String lead) {
        if (lead.equals("-")) {
            return " ";
        }
        if (lead.equals(":")) {
            yaml.append('\n');
        }
        return indent;
    }

    private static String spaced(String lead) {
        return lead.isEmpty() ? "" : " ";
    }

    private boolean more(char end) {
        boolean more = next() != end;
        at++;
        return more;
    }

    private void skip(char expected) {
        if (next() != expected) {
            throw new IllegalArgumentException("no JSON at " + at);
        }
        at++;
    }

    private char next() {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return json.charAt(at);
    }

    private String literal() {
        int from = at;
        while (at < json.length() && ",]} \n".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        return json.substring(from, at);
    }

    /** The next text, plain if that means the same. */
    private String text() {
        next();
        int from = at;
        for (at++; json.charAt(at) != '"'; at++) {
            if (json.charAt(at) == '\\') {
                at++;
            }
        }
        at++;
        String inside = json.substring(from + 1, at - 1);
        boolean plain = PLAIN.matcher(inside).matches()
                && !MEANT_OTHERWISE.matcher(inside).matches();
        return plain ? inside : '"' + printable(inside) + '"';
    }

    /** YAML wants what does not print escaped, where JSON leaves it as it is (YAML 1.2, section 5.1). */
    private static String printable(String inside) {
        StringBuilder printable = new StringBuilder(inside.length());
        inside.chars().forEach(unit -> {
            if ((unit >= 0x7f && unit < 0xa0) || unit == 0x2028 || unit == 0x2029 || unit == 0xfeff) {
                printable.append("\\u%04x".formatted(unit));
            } else {
                printable.append((char) unit);
            }
        });
        return printable.toString();
    }
}
