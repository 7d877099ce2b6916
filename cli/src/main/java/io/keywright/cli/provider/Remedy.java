package io.keywright.cli.provider;

import java.util.Map;

/**
 * What to do where a root provider does not serve, by the reason that it gives. The page docs/setup/KMS_TROUBLESHOOTING.md says
 * more of each.
 */
public final class Remedy {

    private static final String PAGE = "docs/setup/KMS_TROUBLESHOOTING.md";
    private static final String OTHER_KEY =
            "look for a restored database, or a key that was made anew under the old name";

    private static final Map<String, String> BY_REASON = Map.ofEntries(
            Map.entry(
                    "permission_missing",
                    "give Keywright's identity the permission on the key that the provider's set-up page lists"),
            Map.entry(
                    "key_disabled",
                    "have the key's owner switch it on again; if its destruction is planned, cancel that in time"),
            Map.entry(
                    "key_not_found",
                    "compare the key's name with what the provider's own tool lists in that account or project"),
            Map.entry("wrong_key_type", "make a key as the provider's set-up page does; this one cannot wrap"),
            Map.entry(
                    "bad_credentials",
                    "look at the files that the provider's properties name: whether they are there and right, and have not"
                            + " expired"),
            Map.entry("context_mismatch", OTHER_KEY),
            Map.entry("altered", OTHER_KEY),
            Map.entry("wrong_endpoint", "compare region, address, mount and namespace with the key's full name"),
            Map.entry("clock_skew", "set the machine's clock by NTP"),
            Map.entry(
                    "unreachable",
                    "look whether the machine reaches the address: firewall, proxy, certificate authority, a sealed server"),
            Map.entry("throttled", "raise the provider's quota, or hold roots longer by keywright.cache.time-to-live"),
            Map.entry(
                    "circuit_open", "look at the reason before it in the service's log; it asks again within seconds"),
            Map.entry("busy", "find out why the provider is slow, by kms_provider_operation_seconds"),
            Map.entry("provider_not_configured", "configure the provider again under the same name"),
            Map.entry("unknown", "look for the provider's own words in the service's log"));

    private Remedy() {}

    /** A part of a sentence. */
    public static String of(String reason) {
        return BY_REASON.containsKey(reason) ? BY_REASON.get(reason) + "; more in " + PAGE : "see " + PAGE;
    }
}
