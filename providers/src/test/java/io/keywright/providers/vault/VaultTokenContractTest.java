package io.keywright.providers.vault;

/** With a token in a file. */
class VaultTokenContractTest extends VaultContract {

    @Override
    VaultSettings settings(Engine opened) throws Exception {
        return opened.byToken(opened.bao().token("1h", opened.mount()));
    }
}
