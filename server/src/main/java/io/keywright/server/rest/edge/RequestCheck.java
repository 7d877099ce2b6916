package io.keywright.server.rest.edge;

import io.keywright.server.rest.PayloadLimit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is refused by a request's head alone, and in which order: what can be read in two ways, a path that there is not
 * (404), a method that it does not offer (405), a body of another type (415) or size (413), an answer that nobody wants
 * (406).
 */
final class RequestCheck {

    private static final List<CharSequence> ONCE = Stream.of(
                    "Host", "Content-Type", "Content-Length", "If-Match", "Expect")
            .map(HttpHeaders::createOptimized)
            .toList();
    private static final String IN_HOST = "._~:%[]-";
    private static final int MOST_DIGITS = 18;

    private static final HttpRefusal AMBIGUOUS_TARGET = HttpRefusal.ambiguous(
            "Write the path as the API document does: no empty, dot or parameter segments, no escaped separators.");

    private final Routes routes;
    private final PayloadLimit limit;

    RequestCheck(Routes routes, PayloadLimit limit) {
        this.routes = routes;
        this.limit = limit;
    }

    /** Empty if there is nothing to refuse. */
    Optional<HttpRefusal> refusal(RequestHead head, Optional<RequestTarget> target) {
        return syntax(head).or(() -> target.isEmpty() ? Optional.of(AMBIGUOUS_TARGET) : served(head, target.get()));
    }

    /** The methods that there are at {@code target}; none if there is nothing. */
    Set<String> methods(RequestTarget target) {
        return routes.methods(target);
    }

    /** The name of what is asked for; empty if it is not there. */
    Optional<String> template(RequestHead head, RequestTarget target) {
        return routes.find(head.method(), target.path()).map(Route::template);
    }

    private static Optional<HttpRefusal> syntax(RequestHead head) {
        if (head.version() == null) {
            return Optional.of(HttpRefusal.of(505, "http_version", "Speak HTTP/1.1 or HTTP/2."));
        }
        for (CharSequence field : ONCE) {
            if (head.values(field).size() > 1) {
                return Optional.of(HttpRefusal.ambiguous("Send the header " + field + " once."));
            }
        }
        Optional<String> host = head.value(HttpHeaders.HOST);
        boolean named = host.isPresent() ? isHost(host.get()) : head.version() != HttpVersion.HTTP_1_1;
        return named
                ? Optional.empty()
                : Optional.of(HttpRefusal.ambiguous("Send one header Host that names this server."));
    }

    private static boolean isHost(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c < 0x80 && Character.isLetterOrDigit(c)) && IN_HOST.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<HttpRefusal> served(RequestHead head, RequestTarget target) {
        Optional<Route> route = routes.find(head.method(), target.path());
        return route.isEmpty()
                ? unserved(head, routes.methods(target))
                : content(head).or(() -> type(head, route.get())).or(() -> accepted(head, route.get()));
    }

    private Optional<HttpRefusal> unserved(RequestHead head, Set<String> methods) {
        if (methods.isEmpty()) {
            return Optional.of(HttpErrors.of(404));
        }
        return head.method().name().equals("OPTIONS") ? content(head) : Optional.of(notOffered(methods));
    }

    private static HttpRefusal notOffered(Set<String> methods) {
        String allowed = String.join(", ", methods);
        return HttpRefusal.of(405, "method_not_allowed", "Use a method that this path offers: " + allowed + ".")
                .with("Allow", allowed);
    }

    private Optional<HttpRefusal> content(RequestHead head) {
        Optional<String> length = head.value(HttpHeaders.CONTENT_LENGTH);
        if (length.isPresent() && (!isLength(length.get()) || head.contentLength() > limit.bodyBytes())) {
            return Optional.of(new HttpRefusal(413, limit.bodyTooLarge(), Map.of()));
        }
        return head.value(HttpHeaders.EXPECT)
                .filter(it -> !it.equalsIgnoreCase("100-continue"))
                .map(it -> HttpErrors.of(417));
    }

    private static boolean isLength(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }

    private static Optional<HttpRefusal> type(RequestHead head, Route route) {
        if (route.reads().isEmpty()) {
            return Optional.empty();
        }
        for (String coding : head.values(HttpHeaders.CONTENT_ENCODING)) {
            if (!coding.equalsIgnoreCase("identity")) {
                return Optional.of(HttpRefusal.of(
                                415, "unsupported_content_coding", "Send the body as it is, without Content-Encoding.")
                        .with("Accept-Encoding", "identity"));
            }
        }
        String type = Accept.bare(head.value(HttpHeaders.CONTENT_TYPE).orElse(""));
        return route.reads().filter(type::equalsIgnoreCase).isPresent()
                ? Optional.empty()
                : route.reads()
                        .map(wanted ->
                                HttpRefusal.of(415, "unsupported_media_type", "Send the body as " + wanted + "."));
    }

    private static Optional<HttpRefusal> accepted(RequestHead head, Route route) {
        if (Accept.of(head.values(HttpHeaders.ACCEPT)).allowsAny(route.answers())) {
            return Optional.empty();
        }
        return Optional.of(HttpRefusal.of(
                406,
                "not_acceptable",
                "Accept " + String.join(" or ", route.answers()) + ", which this path answers with.",
                Map.of("available", route.answers())));
    }
}
