output "configuration" {
  description = "The lines for Keywright's configuration. It needs a secret, certificate or token file beside them."
  value = join("\n", [
    "keywright.providers.${var.name}.type=azure",
    "keywright.providers.${var.name}.vault=${trimsuffix(azurerm_key_vault.keywright.vault_uri, "/")}",
    "keywright.providers.${var.name}.key=${azurerm_key_vault_key.root.name}",
    "keywright.providers.${var.name}.directory=${data.azurerm_client_config.current.tenant_id}",
    "keywright.providers.${var.name}.client-id=${var.client_id}",
  ])
}

output "key" {
  description = "What a tenant names as its key."
  value       = azurerm_key_vault_key.root.versionless_id
}
