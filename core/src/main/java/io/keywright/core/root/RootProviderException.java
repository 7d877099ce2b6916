package io.keywright.core.root;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A root provider did not serve. The message may name files and settings; it never reaches a caller. */
public final class RootProviderException extends Exception {

    /** Why: the closed set that callers are told. Adapters go by the codes of their provider, never by its texts. */
    public enum Reason {
        /** The provider does not let this identity use the key so. */
        PERMISSION_MISSING(true),
        /** The key's owner has switched it off, or it waits for its destruction. */
        KEY_DISABLED(true),
        KEY_NOT_FOUND(true),
        /** There is such a key, and it cannot wrap. */
        WRONG_KEY_TYPE(true),
        /** The provider does not know who asks, or does not believe it. */
        BAD_CREDENTIALS(true),
        /** The blob belongs to another binding. */
        CONTEXT_MISMATCH(true),
        /** The blob was altered, or belongs to another key or binding; or an answer is not what it must be. */
        ALTERED(true),
        /** The region or address is not the key's. */
        WRONG_ENDPOINT(true),
        /** The provider's clock and this one's are too far apart. */
        CLOCK_SKEW(true),
        THROTTLED(false),
        /** No answer within the deadline, or one that says to come back later. */
        UNREACHABLE(false),
        /** Nothing is asked for a while, after too many failures. */
        CIRCUIT_OPEN(false),
        /** Too many calls are under way. */
        BUSY(false),
        /** No provider of that name is configured. */
        PROVIDER_NOT_CONFIGURED(false),
        /** The provider failed in a way that its adapter does not know. */
        UNKNOWN(false);

        private final boolean refusal;

        Reason(boolean refusal) {
            this.refusal = refusal;
        }

        /** Whether it is the provider's word that counts: trying again, now or elsewhere, is of no use. */
        public boolean refusal() {
            return refusal;
        }

        /** The reason of that {@link #wireName}, {@link #UNKNOWN} if there is none. */
        public static Reason named(@Nullable Object wireName) {
            return Arrays.stream(values())
                    .filter(reason -> reason.wireName().equals(wireName))
                    .findFirst()
                    .orElse(UNKNOWN);
        }

        /** {@code details.reason} of errors, and the {@code reason} label of metrics. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final Optional<String> permission;

    public RootProviderException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.permission = Optional.empty();
    }

    public RootProviderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.permission = Optional.empty();
    }

    /** PERMISSION_MISSING, of a permission whose name the provider has. */
    public RootProviderException(String permission, String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.PERMISSION_MISSING;
        this.permission = Optional.of(permission);
    }

    public Reason reason() {
        return reason;
    }

    /** What the identity lacks, in the provider's words, such as {@code kms:Decrypt}. */
    public Optional<String> permission() {
        return permission;
    }
}
