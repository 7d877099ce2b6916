package io.keywright.pki.issuing;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The URI by which a client certificate names its caller, in the form that the server reads:
 * {@code spiffe://TRUST-DOMAIN/tenant/T/env/E/plane/P/module/M}, or {@code spiffe://TRUST-DOMAIN/module/M} for an
 * identity of the platform, which belongs to no tenant.
 *
 * <p>Source: SPIFFE-ID section 2. A segment may also hold a colon, because a tenant id may.
 */
public record SpiffeId(URI uri) {

    private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public SpiffeId {
        if (!"spiffe".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a SPIFFE id starts with spiffe://, this one is " + uri);
        }
    }

    /**
     * The identity of a module that acts inside one scope.
     *
     * @throws IllegalArgumentException if a part holds a character that the form does not allow
     */
    public static SpiffeId ofTenant(
            String trustDomain, String tenant, String environment, String plane, String module) {
        return of(trustDomain, List.of("tenant", tenant, "env", environment, "plane", plane, "module", module));
    }

    /**
     * The identity of a module of the platform itself.
     *
     * @throws IllegalArgumentException if a part holds a character that the form does not allow
     */
    public static SpiffeId ofPlatform(String trustDomain, String module) {
        return of(trustDomain, List.of("module", module));
    }

    private static SpiffeId of(String trustDomain, List<String> segments) {
        if (!TRUST_DOMAIN.matcher(trustDomain).matches()) {
            throw new IllegalArgumentException("not a trust domain: " + trustDomain);
        }
        segments.forEach(SpiffeId::checkSegment);
        return new SpiffeId(URI.create("spiffe://" + trustDomain + "/" + String.join("/", segments)));
    }

    private static void checkSegment(String segment) {
        boolean dots = segment.equals(".") || segment.equals("..");
        if (dots || !SEGMENT.matcher(segment).matches()) {
            throw new IllegalArgumentException("not a segment of a SPIFFE id: " + segment);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
