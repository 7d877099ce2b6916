package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads callers from SPIFFE ids: {@code spiffe://DOMAIN/tenant/T/env/E/plane/P/module/M} for a tenant's module,
 * {@code spiffe://DOMAIN/module/M} for a platform identity. Anything in between is no identity.
 */
final class SpiffeIdentity {

    /** SPIFFE-ID, section 2.2: no part of the path is {@code .} or {@code ..}. */
    private static final String PART = "(?!\\.{1,2}(?:/|\\z))[A-Za-z0-9._:-]{1,128}";

    private static final Pattern FORM = Pattern.compile("spiffe://[a-z0-9._-]{1,255}"
            + "(?:/tenant/(?<tenant>" + PART + ")/env/(?<env>[a-z]+)/plane/(?<plane>[a-z]+))?"
            + "/module/(?<module>" + PART + ")");

    private SpiffeIdentity() {}

    static Optional<Caller> parse(String spiffeId) {
        Matcher parts = FORM.matcher(spiffeId);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String module = parts.group("module");
        return parts.group("tenant") == null
                ? Optional.of(new Caller(spiffeId, null, module))
                : scope(parts).map(scope -> new Caller(spiffeId, scope, module));
    }

    private static Optional<Scope> scope(Matcher parts) {
        String tenant = parts.group("tenant");
        Optional<Environment> environment = WireName.find(Environment.class, parts.group("env"));
        Optional<Plane> plane = WireName.find(Plane.class, parts.group("plane"));
        return tenant.equals(Scope.GLOBAL) || environment.isEmpty() || plane.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scope(tenant, environment.get(), plane.get()));
    }
}
