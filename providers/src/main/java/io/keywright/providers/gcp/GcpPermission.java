package io.keywright.providers.gcp;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Google's IAM must allow, in its own words: one list for messages, the setup, its pages and Terraform.
 *
 * @see <a href="https://cloud.google.com/kms/docs/reference/permissions-and-roles">Permissions and roles of Cloud KMS</a>
 */
public enum GcpPermission {
    /** To wrap. */
    ENCRYPT("cloudkms.cryptoKeyVersions.useToEncrypt"),
    /** To unwrap. */
    DECRYPT("cloudkms.cryptoKeyVersions.useToDecrypt"),
    /** To tell which version wraps now, and whether the key can. */
    GET("cloudkms.cryptoKeys.get"),
    /** To act as a tenant's service account. On that account, and only where tenants have one. */
    IMPERSONATE("iam.serviceAccounts.getAccessToken");

    private final String wireName;

    GcpPermission(String wireName) {
        this.wireName = wireName;
    }

    /** As IAM has it. */
    public String wireName() {
        return wireName;
    }

    /** What the role on the key consists of: nothing that changes, destroys or lists keys. */
    public static List<String> ofTheKey() {
        return Stream.of(ENCRYPT, DECRYPT, GET).map(GcpPermission::wireName).toList();
    }

    /**
     * The commands that make a role of these alone and grant it on one key.
     *
     * @param key {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}
     * @param member such as {@code serviceAccount:keywright@P.iam.gserviceaccount.com}
     */
    public static String commands(String key, String member) {
        String project = key.split("/", -1)[1];
        return """
                gcloud iam roles create keywrightRootKey --project=%s \\
                  --title="Keywright root key" --permissions=%s
                gcloud kms keys add-iam-policy-binding %s \\
                  --member=%s --role=projects/%s/roles/keywrightRootKey
                """.formatted(project, String.join(",", ofTheKey()), key, member, project);
    }
}
