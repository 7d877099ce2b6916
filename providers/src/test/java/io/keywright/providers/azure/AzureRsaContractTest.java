package io.keywright.providers.azure;

import io.keywright.testkit.provider.azure.AzureKeyVault;

class AzureRsaContractTest extends AzureContract {

    @Override
    void createKey(AzureKeyVault vault, String name) throws Exception {
        vault.createRsaKey(name);
    }
}
