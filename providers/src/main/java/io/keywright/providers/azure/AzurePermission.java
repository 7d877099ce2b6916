package io.keywright.providers.azure;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Azure must allow, in its own words: one list for messages, the setup, its pages and Terraform.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rbac-guide">Roles of Key Vault</a>
 * @see <a href="https://learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles">Roles of Managed HSM</a>
 */
public enum AzurePermission {
    /** To wrap. */
    WRAP("Microsoft.KeyVault/vaults/keys/wrap/action", "Microsoft.KeyVault/managedHsm/keys/wrap/action", "wrapKey"),
    /** To unwrap. */
    UNWRAP(
            "Microsoft.KeyVault/vaults/keys/unwrap/action",
            "Microsoft.KeyVault/managedHsm/keys/unwrap/action",
            "unwrapKey"),
    /** To tell which version wraps now, and of which type it is. */
    GET("Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/managedHsm/keys/read/action", "get");

    /** The built-in role of Key Vault that allows these and nothing else of keys. */
    public static final String VAULT_ROLE = "Key Vault Crypto Service Encryption User";

    /** The same of a Managed HSM, which keeps roles of its own. */
    public static final String HSM_ROLE = "Managed HSM Crypto Service Encryption User";

    private final String ofVault;
    private final String ofHsm;
    private final String ofAccessPolicy;

    AzurePermission(String ofVault, String ofHsm, String ofAccessPolicy) {
        this.ofVault = ofVault;
        this.ofHsm = ofHsm;
        this.ofAccessPolicy = ofAccessPolicy;
    }

    /** As a data action of a role. */
    String wireName(KeyId key) {
        return key.inManagedHsm() ? ofHsm : ofVault;
    }

    /** As vaults have it that still go by access policies. */
    String ofAccessPolicy() {
        return ofAccessPolicy;
    }

    /** All data actions on a key of a vault. */
    public static List<String> ofTheVault() {
        return Stream.of(values()).map(each -> each.ofVault).toList();
    }

    /** All data actions on a key of a Managed HSM. */
    public static List<String> ofTheHsm() {
        return Stream.of(values()).map(each -> each.ofHsm).toList();
    }

    /**
     * The command that grants the role on one key of a vault.
     *
     * @param vault the resource id of the vault
     * @param principal the object id of whoever Keywright is
     */
    public static String command(String vault, String key, String principal) {
        return """
                az role assignment create --role "%s" \\
                  --assignee-object-id %s --assignee-principal-type ServicePrincipal \\
                  --scope %s/keys/%s
                """.formatted(VAULT_ROLE, principal, vault, key);
    }
}
