package io.keywright.server.identity.certificate;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why the names in a certificate are no caller's, in a clause that repeats nothing of them. */
final class UnnamedCaller {

    /** The form of SPIFFE ids here, with anything between the slashes. */
    private static final Pattern PARTS = Pattern.compile("spiffe://(?<domain>[^/]*)"
            + "(?:/tenant/(?<tenant>[^/]*)/env/(?<env>[^/]*)/plane/(?<plane>[^/]*))?/module/(?<module>[^/]*)");

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");

    private UnnamedCaller() {}

    /** @param uris the certificate's SAN URIs */
    static String reason(List<String> uris) {
        return switch (uris.size()) {
            case 0 -> "it has no SAN URI, and its subject names nobody";
            case 1 -> reason(uris.getFirst());
            default -> "it has " + uris.size() + " SAN URIs";
        };
    }

    private static String reason(String spiffeId) {
        Matcher parts = PARTS.matcher(spiffeId);
        if (!spiffeId.startsWith("spiffe://")) {
            return "its SAN URI does not begin with spiffe://";
        }
        if (!parts.matches()) {
            return "its SPIFFE ID has a path of another form";
        }
        if (!DOMAIN.matcher(parts.group("domain")).matches()) {
            return "its trust domain is not of a-z, 0-9, dot, dash and underscore";
        }
        return parts.group("tenant") == null ? "its module is not 1 to 128 of A-Z a-z 0-9 . _ : -" : scope(parts);
    }

    private static String scope(Matcher parts) {
        if (Scope.GLOBAL.equals(parts.group("tenant"))) {
            return "its tenant is GLOBAL, which is nobody's";
        }
        Optional<String> oddPart = notAmong("env", parts.group("env"), Environment.values())
                .or(() -> notAmong("plane", parts.group("plane"), Plane.values()));
        return oddPart.orElse("its tenant or module is not 1 to 128 of A-Z a-z 0-9 . _ : -");
    }

    private static Optional<String> notAmong(String part, String value, WireName[] known) {
        List<String> names = Arrays.stream(known).map(WireName::wireName).toList();
        return names.contains(value)
                ? Optional.empty()
                : Optional.of("its " + part + " is none of " + names.stream().collect(Collectors.joining(", ")));
    }
}
