package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.SecretBytes;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What requests show. Cannot print itself.
 *
 * @param lease how long it was valid from when it was given; zero if it does not end
 * @param endNanos when it ends
 * @param renewable whether it may be asked to live longer
 */
record VaultToken(SecretBytes value, Duration lease, long endNanos, boolean renewable) {

    /** What fits a header. */
    private static final Pattern FORM = Pattern.compile("[!-~]{1,4096}");

    static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    /** @param nowNanos when it was asked for */
    static VaultToken of(String value, long leaseSeconds, boolean renewable, long nowNanos) {
        Duration lease = Duration.ofSeconds(Math.clamp(leaseSeconds, 0, Integer.MAX_VALUE));
        return new VaultToken(SecretBytes.own(value.getBytes(US_ASCII)), lease, nowNanos + lease.toNanos(), renewable);
    }

    /** The same one, which lives longer now. */
    VaultToken renewed(long leaseSeconds, boolean renewableAgain, long nowNanos) {
        Duration longer = Duration.ofSeconds(Math.clamp(leaseSeconds, 0, Integer.MAX_VALUE));
        return new VaultToken(value, longer, nowNanos + longer.toNanos(), renewableAgain);
    }

    /** Whether it is the same, however long it lives. */
    boolean is(VaultToken other) {
        return value.equals(other.value);
    }

    boolean ends() {
        return !lease.isZero();
    }

    boolean ended(long nowNanos) {
        return ends() && nowNanos - endNanos >= 0;
    }

    void putInto(Map<String, String> headers) {
        headers.put("X-Vault-Token", value.expose(bytes -> new String(bytes, US_ASCII)));
    }
}
