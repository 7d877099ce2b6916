package io.keywright.server.rest.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one reading of a request's target (RFC 9112, section 3.2). Libraries differ in what they make of empty and dot
 * segments, of parameters in a segment, and of escapes that hide a separator (RFC 3986, section 3.3), so a target with any
 * of these is none: nobody behind the edge can see another path in it.
 *
 * @param path the resource's: its segments after {@code /}, decoded; {@code *} for the server as a whole
 */
record RequestTarget(String path) {

    private static final String SERVER = "*";
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@-]+");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https://[^/?#]+(?=/)");
    private static final Pattern UNUSUAL = Pattern.compile("[^!-~]|#");

    /** Empty if {@code target} can be read in two ways, or in none. */
    static Optional<RequestTarget> read(String target) {
        if (target.equals(SERVER) || plain(target)) {
            return Optional.of(new RequestTarget(ShortPaths.full(target)));
        }
        if (UNUSUAL.matcher(target).find() || !isUri(target)) {
            return Optional.empty();
        }
        String origin = ABSOLUTE.matcher(target).replaceFirst("");
        return origin.startsWith("/") ? path(origin.split("\\?", 2)[0]) : Optional.empty();
    }

    /** Whether every reader sees the same path in it, as in almost all there are: no escapes, dots or empty segments. */
    private static boolean plain(String target) {
        char before = 0;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean letter = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '-' || c == '_';
            if (!letter && (c != '/' || before == '/')) {
                return false;
            }
            before = c;
        }
        return target.startsWith("/") && before != '/';
    }

    private static boolean isUri(String target) {
        try {
            return !new URI(target).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<RequestTarget> path(String raw) {
        if (raw.equals("/")) {
            return Optional.of(new RequestTarget(raw));
        }
        List<String> segments = new ArrayList<>();
        for (String segment : raw.substring(1).split("/", -1)) {
            String decoded =
                    ESCAPE.matcher(segment).replaceAll(escape -> "\\" + (char) Integer.parseInt(escape.group(1), 16));
            if (!SEGMENT.matcher(decoded).matches() || decoded.equals(".") || decoded.equals("..")) {
                return Optional.empty();
            }
            segments.add(decoded);
        }
        return Optional.of(new RequestTarget(ShortPaths.full("/" + String.join("/", segments))));
    }

    boolean isServer() {
        return path.equals(SERVER);
    }
}
