package io.keywright.server.token;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tenants an issuer may vouch for. */
public sealed interface TenantLimit {

    /** All of them, and the platform. */
    record Everybody() implements TenantLimit {}

    /** These, and neither another one nor the platform. */
    record Only(Set<String> tenantIds) implements TenantLimit {}

    /**
     * The limit of that spelling: tenant ids, or nothing but {@code *}.
     *
     * @throws IllegalArgumentException saying what is wrong with {@code texts}
     */
    static TenantLimit of(List<String> texts) {
        if (texts.equals(List.of("*"))) {
            return new Everybody();
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("must name tenants, or be *.");
        }
        return new Only(texts.stream().map(TenantLimit::tenantId).collect(Collectors.toUnmodifiableSet()));
    }

    private static String tenantId(String text) {
        return new Scope(text, Environment.PROD, Plane.SHARED).tenantId();
    }

    /** Whether the issuer may vouch for {@code tenantId}, which is null for the platform. */
    default boolean allows(@Nullable String tenantId) {
        return switch (this) {
            case Everybody everybody -> true;
            case Only only -> tenantId != null && only.tenantIds().contains(tenantId);
        };
    }
}
