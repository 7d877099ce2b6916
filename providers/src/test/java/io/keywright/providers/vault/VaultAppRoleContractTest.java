package io.keywright.providers.vault;

/** With an AppRole. */
class VaultAppRoleContractTest extends VaultContract {

    @Override
    VaultSettings settings(Engine opened) throws Exception {
        return opened.byAppRole("1h");
    }
}
