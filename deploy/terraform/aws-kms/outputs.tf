output "configuration" {
  description = "The lines for Keywright's configuration. It needs credentials of principal_arn beside them."
  value = join("\n", compact([
    "keywright.providers.${var.provider_name}.type=aws",
    "keywright.providers.${var.provider_name}.region=${data.aws_region.current.name}",
    "keywright.providers.${var.provider_name}.key=${aws_kms_key.root.arn}",
    "keywright.providers.${var.provider_name}.role=${aws_iam_role.keywright.arn}",
    var.external_id == null ? "" : "keywright.providers.${var.provider_name}.external-id=${var.external_id}",
  ]))
}

output "key_arn" {
  description = "What a tenant names as its key."
  value       = aws_kms_key.root.arn
}

output "role_arn" {
  description = "What a tenant names as its role."
  value       = aws_iam_role.keywright.arn
}
