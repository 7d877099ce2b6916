package io.keywright.server.rest.edge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that can be asked for, read once from the annotations of the resources: what is not here, no framework serves. */
final class Routes {

    private final List<Route> all;
    private final Map<String, Map<HttpMethod, Route>> whole;

    private Routes(List<Route> all) {
        this.all = all;
        this.whole = all.stream()
                .filter(Route::whole)
                .collect(groupingBy(Route::beginning, toMap(Route::method, route -> route)));
    }

    static Routes of(Collection<Class<?>> resources) {
        return new Routes(resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .flatMap(method -> Route.of(method).stream())
                .sorted(Comparator.comparingInt(Route::literals).reversed())
                .toList());
    }

    /** The route that fits best: nothing fits better than the very path. HEAD takes that of GET (RFC 9110, section 9.3.2). */
    Optional<Route> find(HttpMethod method, String path) {
        HttpMethod served = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        Route same = whole.getOrDefault(path, Map.of()).get(served);
        if (same != null) {
            return Optional.of(same);
        }
        return all.stream()
                .filter(route -> route.method().equals(served) && route.matches(path))
                .findFirst();
    }

    /** The methods that {@code path} offers, in the order of the alphabet; none if there is nothing at it. */
    Set<String> methods(RequestTarget target) {
        Set<String> methods = new TreeSet<>();
        all.stream()
                .filter(route -> target.isServer() || route.matches(target.path()))
                .forEach(route -> methods.add(route.method().name()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
