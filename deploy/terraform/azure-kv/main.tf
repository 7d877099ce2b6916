# A key for Keywright's root keys, and a role on it that may use it and nothing else.
# The role is the one that docs/setup/AZURE_SETUP.md explains; a test holds both against the adapter's own list.

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "keywright" {
  name                       = var.vault_name
  resource_group_name        = var.resource_group
  location                   = var.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "premium"
  rbac_authorization_enabled = true
  purge_protection_enabled   = true
}

# Whoever runs this makes the key.
resource "azurerm_role_assignment" "maker" {
  scope                = azurerm_key_vault.keywright.id
  role_definition_name = "Key Vault Crypto Officer"
  principal_id         = data.azurerm_client_config.current.object_id
}

resource "azurerm_key_vault_key" "root" {
  name         = "root"
  key_vault_id = azurerm_key_vault.keywright.id
  key_type     = var.key_type
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]
  depends_on   = [azurerm_role_assignment.maker]

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_role_assignment" "keywright" {
  scope                = azurerm_key_vault_key.root.resource_versionless_id
  role_definition_name = "Key Vault Crypto Service Encryption User"
  principal_id         = var.principal_id
}
