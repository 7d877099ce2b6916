package io.keywright.core.authorization;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names identities: a SPIFFE id in which {@code *} stands for any one part between slashes.
 *
 * @param text such as {@code spiffe://example.org/tenant/}{@code *}{@code /env/prod/plane/tenant/module/billing}
 */
public record IdentityPattern(String text, Pattern form) {

    private static final Pattern SPELLING = Pattern.compile("spiffe://[\\p{Graph}&&[^,]]{1,512}");

    public static IdentityPattern parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' must be a SPIFFE id; * may stand for any part of it between slashes.");
        }
        String form = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
        return new IdentityPattern(text, Pattern.compile(form));
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
