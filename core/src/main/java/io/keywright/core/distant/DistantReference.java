package io.keywright.core.distant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.DistantKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored in the place of a distant key's material: a label, the provider's name and the pair's, in ASCII, each after
 * a space. It is no secret; it is wrapped like one, so that nobody can alter it, and so that it opens only as long as the
 * tenant's root does.
 */
public final class DistantReference {

    private static final String LABEL = "keywright-distant-v1";
    private static final Pattern FORM = Pattern.compile(LABEL + " ([a-z][a-z0-9_-]{0,62}) ([!-~]{1,64})");

    private DistantReference() {}

    public static SecretBytes write(DistantKey key) {
        return SecretBytes.own((LABEL + " " + key.provider() + " " + key.name()).getBytes(US_ASCII));
    }

    /** Empty if {@code reference} is none. */
    public static Optional<DistantKey> read(String tenantId, SecretBytes reference) {
        Matcher form = FORM.matcher(reference.expose(bytes -> new String(bytes, US_ASCII)));
        return form.matches() ? Optional.of(new DistantKey(form.group(1), tenantId, form.group(2))) : Optional.empty();
    }
}
