package io.keywright.cli.tenants;

import java.util.Map;

/**
 * What to do where a root provider refuses, by the reason that it gives. The page docs/setup/KMS_TROUBLESHOOTING.md says more
 * of each.
 */
final class Remedy {

    private static final String PAGE = "docs/setup/KMS_TROUBLESHOOTING.md";

    private static final Map<String, String> BY_REASON = Map.of(
            "permission_missing",
                    "give Keywright's identity the permission on the key that the provider's set-up page lists",
            "key_disabled",
                    "have the key's owner switch it on again; if its destruction is planned, cancel that in time",
            "key_not_found",
                    "compare the key's name with what the provider's own tool lists in that account or project",
            "wrong_key_type", "make a key as the provider's set-up page does; this one cannot wrap",
            "bad_credentials", "look at the files that the provider's properties name; they may have expired",
            "context_mismatch", "look for a restored database, or a key that was made anew under the old name",
            "altered", "look for a restored database, or a key that was made anew under the old name",
            "wrong_endpoint", "compare region, address, mount and namespace with the key's full name",
            "clock_skew", "set the service's clock by NTP");

    private Remedy() {}

    /** A part of a sentence. */
    static String of(String reason) {
        return BY_REASON.containsKey(reason) ? BY_REASON.get(reason) + "; more in " + PAGE : "see " + PAGE;
    }
}
