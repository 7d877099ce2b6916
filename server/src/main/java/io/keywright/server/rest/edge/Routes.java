package io.keywright.server.rest.edge;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that can be asked for, read once from the annotations of the resources: what is not here, no framework serves. */
final class Routes {

    private final List<Route> all;

    private Routes(List<Route> all) {
        this.all = all;
    }

    static Routes of(Collection<Class<?>> resources) {
        return new Routes(resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .flatMap(method -> Route.of(method).stream())
                .sorted(Comparator.comparingInt(Route::literals).reversed())
                .toList());
    }

    /** The route that fits best. HEAD takes that of GET (RFC 9110, section 9.3.2). */
    Optional<Route> find(HttpMethod method, String path) {
        HttpMethod served = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
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
