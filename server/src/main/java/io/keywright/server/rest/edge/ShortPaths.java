package io.keywright.server.rest.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The few paths that are served at the root of the server as well. They are other names of the same resources: whatever
 * holds for a resource holds for it by either name.
 */
class ShortPaths {

    private static final String BASE = "/kms/v1";

    private static final Map<String, String> FULL = Stream.of("/health/kms", "/admin/validate-kms", "/admin/status")
            .collect(Collectors.toUnmodifiableMap(path -> path, path -> BASE + path));

    /** The path of the resource that {@code path} names. */
    static String full(String path) {
        return FULL.getOrDefault(path, path);
    }

    /** Has the framework find the resource. */
    @ServerRequestFilter(preMatching = true)
    void rewrite(ContainerRequestContext request, RoutingContext http) {
        String full = FULL.get(http.normalizedPath());
        if (full != null) {
            request.setRequestUri(URI.create(full));
        }
    }
}
