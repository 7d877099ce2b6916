output "configuration" {
  description = "The lines for Keywright's configuration. It needs credentials of the member beside them."
  value = join("\n", [
    "keywright.providers.${var.name}.type=gcp",
    "keywright.providers.${var.name}.key=${google_kms_crypto_key.root.id}",
  ])
}

output "key" {
  description = "What a tenant names as its key."
  value       = google_kms_crypto_key.root.id
}
