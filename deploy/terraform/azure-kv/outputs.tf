locals {
  provider = "keywright.providers.${var.name}"

  # How Keywright shows that it is the application.
  credentials = {
    secret = [
      "${local.provider}.client-secret-file=${var.credentials_path}",
    ]
    certificate = [
      "${local.provider}.client-certificate-file=${var.credentials_path}",
    ]
    token = [
      "${local.provider}.token-file=${var.credentials_path}",
    ]
  }
}

output "configuration" {
  description = "The lines for Keywright's configuration."
  value = join("\n", concat([
    "${local.provider}.type=azure",
    "${local.provider}.vault=${trimsuffix(azurerm_key_vault.keywright.vault_uri, "/")}",
    "${local.provider}.key=${azurerm_key_vault_key.root.name}",
    "${local.provider}.directory=${data.azurerm_client_config.current.tenant_id}",
    "${local.provider}.client-id=${var.client_id}",
  ], local.credentials[var.credentials]))
}

output "key" {
  description = "What a tenant names as its key."
  value       = azurerm_key_vault_key.root.versionless_id
}
