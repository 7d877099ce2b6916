package io.keywright.server.rest.edge;

import io.keywright.server.rest.Answers;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path, as a resource's annotations have it.
 *
 * @param template the path with the names of its parameters ({@code http.route})
 * @param path matches whole paths
 * @param beginning what all its paths begin with, up to the first parameter
 * @param whole whether that is all of it
 * @param literals how many characters of the path are not a parameter's: the more, the better it fits
 * @param answers the media types that it can answer with
 * @param reads the media type of its body; empty if it has none
 */
record Route(
        HttpMethod method,
        String template,
        Pattern path,
        String beginning,
        boolean whole,
        int literals,
        List<String> answers,
        Optional<String> reads) {

    private static final Pattern NAME = Pattern.compile("\\{\\s*(\\w+)[^{}]*}");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*\\w+\\s*(?::\\s*([^{}]+?)\\s*)?}");

    /** The route of a resource's method; empty if it is the method of none. */
    static Optional<Route> of(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class))
                .flatMap(http -> Optional.ofNullable(http).stream())
                .findFirst()
                .map(http -> of(HttpMethod.valueOf(http.value()), method));
    }

    private static Route of(HttpMethod http, Method method) {
        String template =
                prefix(method.getDeclaringClass().getAnnotation(Path.class)) + prefix(method.getAnnotation(Path.class));
        return new Route(
                http,
                NAME.matcher(template).replaceAll("{$1}"),
                regex(template),
                template.substring(0, (template + "{").indexOf('{')),
                template.indexOf('{') < 0,
                PARAMETER.matcher(template).replaceAll("").length(),
                annotated(method, Answers.class, Answers::value)
                        .or(() -> annotated(method, Produces.class, Produces::value))
                        .orElse(List.of(MediaType.APPLICATION_JSON)),
                http.equals(HttpMethod.GET) || http.equals(HttpMethod.DELETE)
                        ? Optional.empty()
                        : annotated(method, Consumes.class, Consumes::value)
                                .map(List::getFirst)
                                .or(() -> Optional.of(MediaType.APPLICATION_JSON)));
    }

    private static String prefix(@Nullable Path path) {
        return path == null ? "" : path.value();
    }

    private static Pattern regex(String template) {
        StringBuilder regex = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(template);
        int end = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(template.substring(end, parameter.start())));
            String form = parameter.group(1);
            regex.append('(').append(form == null ? "[^/]+" : form).append(')');
            end = parameter.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(end))).toString());
    }

    /** What stands at the method, or else at its class. */
    private static <A extends Annotation> Optional<List<String>> annotated(
            Method method, Class<A> type, Function<A, String[]> values) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)))
                .map(values)
                .map(List::of);
    }

    boolean matches(String requested) {
        return whole
                ? requested.equals(beginning)
                : requested.startsWith(beginning) && path.matcher(requested).matches();
    }
}
