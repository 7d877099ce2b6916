package io.keywright.providers.vault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a token must be allowed to do, and no more. Errors, documents and set-up name these very lines.
 *
 * @param grants one for each path
 */
public record VaultPermissions(List<Grant> grants) {

    /**
     * One line of the policy.
     *
     * @param purpose what does not work without it, as an infinitive
     */
    public record Grant(VaultPermission permission, String purpose) {}

    /** Asks what the token may do. */
    static final String CAPABILITIES = "sys/capabilities-self";
    /** Asks about the token. */
    static final String LOOKUP = "auth/token/lookup-self";
    /** Has the token live longer. */
    static final String RENEW = "auth/token/renew-self";

    public VaultPermissions {
        grants = List.copyOf(grants);
    }

    /**
     * For one key, or those whose names have a common beginning.
     *
     * @param mount the path of the Transit engine
     * @param key its name, or the beginning of names and {@code *}
     */
    public static VaultPermissions of(String mount, String key) {
        VaultPath path = new VaultPath(mount, key);
        return new VaultPermissions(List.of(
                grant(path.keys(), "read", "read the type, versions and state of the key"),
                grant(path.encrypt(), "update", "wrap"),
                grant(path.decrypt(), "update", "unwrap"),
                grant(CAPABILITIES, "update", "tell a missing permission from a token that has ended"),
                grant(LOOKUP, "read", "log in with a token from a file"),
                grant(RENEW, "update", "renew the token before it ends")));
    }

    private static Grant grant(String path, String capability, String purpose) {
        return new Grant(new VaultPermission(path, capability), purpose);
    }

    /** The policy, in HCL. */
    public String hcl() {
        return grants.stream()
                .map(grant ->
                        "# To " + grant.purpose() + ".\n" + grant.permission().hcl() + "\n")
                .collect(Collectors.joining());
    }
}
