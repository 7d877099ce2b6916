package io.keywright.server.config;

import io.keywright.model.WireName;

/** The kinds of root providers that there are. */
public enum ProviderType implements WireName {
    /** A file on this machine, or a passphrase. */
    LOCAL("local"),
    /** A token that is reached by PKCS#11, such as an HSM. */
    PKCS11("pkcs11"),
    /** AWS KMS. */
    AWS("aws"),
    /** Google Cloud KMS. */
    GCP("gcp"),
    /** Azure Key Vault or Managed HSM. */
    AZURE("azure"),
    /** The Transit engine of OpenBao or HashiCorp Vault. */
    VAULT("vault");

    private final String wireName;

    ProviderType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
