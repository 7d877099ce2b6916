package io.keywright.core.authorization;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a role holds: in one tenant, and there in one environment and plane, or in all of them.
 *
 * @param environment null for all
 * @param plane null for all
 */
public record Reach(
        String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane) {

    /** All scopes of a tenant. */
    public static Reach all(String tenantId) {
        return new Reach(tenantId, null, null);
    }

    /** One scope and no other. */
    public static Reach of(Scope scope) {
        return new Reach(scope.tenantId(), scope.environment(), scope.plane());
    }

    public boolean covers(Scope scope) {
        return tenantId.equals(scope.tenantId())
                && (environment == null || environment == scope.environment())
                && (plane == null || plane == scope.plane());
    }

    /** Whether it is the whole tenant. */
    public boolean isAll() {
        return environment == null && plane == null;
    }

    /** How many walls it has: the fewer, the wider. */
    long walls() {
        return Stream.of(environment == null, plane == null)
                .filter(open -> !open)
                .count();
    }
}
