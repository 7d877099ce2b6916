package io.keywright.core.trust;

import io.keywright.model.Plane;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates that somebody wants to be trusted.
 *
 * @param certificates PEM, or DER, PKCS#7 or PKCS#12 in Base64
 * @param password of a PKCS#12 file
 * @param planes whose bundles they are handed out in; empty for where such usually are
 */
public record SentAnchors(String certificates, Optional<char[]> password, Optional<Set<Plane>> planes) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "SentAnchors[planes=" + planes + "]";
    }
}
