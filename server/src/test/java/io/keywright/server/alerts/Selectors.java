package io.keywright.server.alerts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus asks for.
 *
 * @param names of series
 * @param labels that select, group or join them
 */
record Selectors(Set<String> names, Set<String> labels) {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SERIES =
            Pattern.compile("\\b(kms[_:][a-zA-Z0-9_:]*|up|(?:jvm|process|system)_[a-z0-9_]+)\\b");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern LISTED = Pattern.compile("\\b(?:by|on|ignoring|without)\\s*\\(([^)]*)\\)");

    static Selectors in(String expression) {
        String bare = TEXT.matcher(expression).replaceAll("\"\"");
        Set<String> labels = new TreeSet<>();
        MATCHERS.matcher(bare)
                .results()
                .flatMap(found -> MATCHER.matcher(found.group(1)).results())
                .forEach(found -> labels.add(found.group(1)));
        LISTED.matcher(bare)
                .results()
                .forEach(found -> labels.addAll(List.of(found.group(1).split("\\s*,\\s*"))));
        Set<String> names = new TreeSet<>();
        Matcher series = SERIES.matcher(LISTED.matcher(bare).replaceAll(""));
        series.results().forEach(found -> names.add(found.group()));
        return new Selectors(names, labels);
    }
}
