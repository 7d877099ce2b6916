package io.keywright.core.authorization;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names identities: a SPIFFE id in which {@code *} stands for any one part between slashes.
 *
 * @param text such as {@code spiffe://example.org/tenant/}{@code *}{@code /env/prod/plane/tenant/module/billing}
 */
public record IdentityPattern(String text, Pattern form) {

    private static final Pattern SPELLING = Pattern.compile("spiffe://[\\p{Graph}&&[^,]]{1,512}");
    private static final Pattern TENANT = Pattern.compile("^spiffe://[^/]*/tenant/([^/]+)");

    public static IdentityPattern parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' must be a SPIFFE id; * may stand for any part of it between slashes.");
        }
        return new IdentityPattern(text, form(text));
    }

    private static Pattern form(String text) {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }

    /** Whether it names identities that are no tenant's. */
    public boolean ofPlatform() {
        return tenant().isEmpty();
    }

    /** Whether identities of that tenant can be among those that it names. */
    public boolean mayBeOf(String tenantId) {
        return tenant().filter(tenant -> form(tenant).matcher(tenantId).matches())
                .isPresent();
    }

    private Optional<String> tenant() {
        Matcher tenant = TENANT.matcher(text);
        return tenant.find() ? Optional.of(tenant.group(1)) : Optional.empty();
    }

    /** Whether whoever it names may be of any environment. */
    boolean namesAnyEnvironment() {
        return text.contains("/env/*/") || !text.contains("/env/");
    }

    /** Whether whoever it names may be of any plane. */
    boolean namesAnyPlane() {
        return text.contains("/plane/*/") || !text.contains("/plane/");
    }

    boolean matches(String subject) {
        return form.matcher(subject).matches();
    }
}
