package io.keywright.server.rest.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client is willing to receive (RFC 9110, section 12.5.1). What is no media range accepts nothing. */
record Accept(List<Range> ranges) {

    private static final Pattern RANGE = Pattern.compile("\\s*([\\w!#$&^.+*-]+)/([\\w!#$&^.+*-]+)\\s*(;.*)?");
    private static final Pattern WEIGHT = Pattern.compile("(?i).*;\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*(;.*)?");
    private static final String ANY = "*";
    private static final List<String> ALL = List.of("*/*");
    private static final Accept EVERYTHING = new Accept(List.of(new Range(ANY, ANY, true)));

    /** @param wanted whether what it covers is accepted: its weight is not 0 */
    record Range(String type, String subtype, boolean wanted) {

        boolean covers(String mediaType) {
            String[] parts = mediaType.split("/", 2);
            return (type.equals(ANY) || type.equals(parts[0])) && (subtype.equals(ANY) || subtype.equals(parts[1]));
        }

        private int precision() {
            return (type.equals(ANY) ? 0 : 1) + (subtype.equals(ANY) ? 0 : 1);
        }
    }

    /** @param fields the values of all {@code Accept} fields; none, or only empty ones, accept everything */
    static Accept of(List<String> fields) {
        if (fields.isEmpty() || fields.equals(ALL)) {
            return EVERYTHING;
        }
        List<String> members = fields.stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .filter(member -> !member.isBlank())
                .toList();
        if (members.isEmpty()) {
            return EVERYTHING;
        }
        List<Range> ranges = new ArrayList<>();
        for (String member : members) {
            Matcher range = RANGE.matcher(member.toLowerCase(Locale.ROOT));
            if (range.matches()) {
                ranges.add(new Range(
                        range.group(1), range.group(2), !WEIGHT.matcher(member).matches()));
            }
        }
        return new Accept(ranges);
    }

    /** Whether one of {@code mediaTypes} is welcome; the most precise range decides about each. */
    boolean allowsAny(Collection<String> mediaTypes) {
        return equals(EVERYTHING) || mediaTypes.stream().map(Accept::bare).anyMatch(this::allows);
    }

    private boolean allows(String mediaType) {
        return ranges.stream()
                .filter(range -> range.covers(mediaType))
                .max(Comparator.comparingInt(Range::precision))
                .filter(Range::wanted)
                .isPresent();
    }

    /** A media type without its parameters. */
    static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip();
    }
}
