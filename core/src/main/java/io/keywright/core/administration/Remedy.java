package io.keywright.core.administration;

import io.keywright.core.root.RootProviderException.Reason;
import java.util.Optional;

/** What can be done about the reasons that root providers give. */
public final class Remedy {

    private static final String PAGE = "docs/setup/KMS_TROUBLESHOOTING.md#";

    private Remedy() {}

    /** Where the docs say what {@code reason} means and what to do. */
    public static String page(Reason reason) {
        return PAGE + reason.wireName();
    }

    /**
     * The same in a sentence.
     *
     * @param named the key that did not serve; empty for the one that the provider is configured with
     * @param permission what the identity lacks, in the provider's words
     */
    public static String of(Reason reason, Optional<String> named, Optional<String> permission) {
        String key = named.orElse("the key that the provider is configured with");
        return switch (reason) {
            case PERMISSION_MISSING ->
                "Allow " + permission.orElse("this use") + " on " + key
                        + " to the identity that Keywright has at the provider; its set-up page lists all that it needs.";
            case KEY_DISABLED -> "Ask the owner of " + key + " to switch it on again, or to cancel its destruction.";
            case KEY_NOT_FOUND -> "Compare " + key + " with what the provider's own tool lists, in the same place.";
            case WRONG_KEY_TYPE -> "Make a key that wraps, as the provider's set-up page does, instead of " + key + ".";
            case BAD_CREDENTIALS ->
                "Look at the credentials in the provider's properties: whether they are its, and have not expired.";
            case CONTEXT_MISMATCH ->
                "Do not use " + key + ": what is wrapped for one tenant opens for another. Report it to the provider.";
            case ALTERED ->
                "Look whether " + key + " was made anew, or the store is of another installation; restore what fits.";
            case WRONG_ENDPOINT -> "Compare the provider's region, address, mount and namespace with " + key + ".";
            case CLOCK_SKEW -> "Set this machine's clock by NTP.";
            case THROTTLED -> "Raise the provider's quota, or wait.";
            case UNREACHABLE -> "Look whether this machine reaches the provider's address: firewall, proxy, authority.";
            case CIRCUIT_OPEN -> "Find out in the log why the provider failed before, and wait some seconds.";
            case BUSY -> "Find out why the provider is slow: kms_provider_operation_seconds.";
            case PROVIDER_NOT_CONFIGURED -> "Configure the provider again, or take it out of the tenant's wrappings.";
            case UNKNOWN -> "Look for the provider's own words in the log, event=root_validation_failed.";
        };
    }
}
