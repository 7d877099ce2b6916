locals {
  provider = "keywright.providers.${var.name}"

  # How Keywright shows that it is the member.
  credentials = {
    file = [
      "${local.provider}.credentials=file",
      "${local.provider}.credentials-file=${var.credentials_path}",
    ]
    ambient = [
      "${local.provider}.credentials=ambient",
    ]
  }
}

output "configuration" {
  description = "The lines for Keywright's configuration."
  value = join("\n", concat([
    "${local.provider}.type=gcp",
    "${local.provider}.key=${google_kms_crypto_key.root.id}",
  ], local.credentials[var.credentials]))
}

output "key" {
  description = "What a tenant names as its key."
  value       = google_kms_crypto_key.root.id
}
