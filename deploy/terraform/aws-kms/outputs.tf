locals {
  provider = "keywright.providers.${var.provider_name}"

  # How Keywright shows that it is principal_arn.
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
  value = join("\n", compact(concat([
    "${local.provider}.type=aws",
    "${local.provider}.region=${data.aws_region.current.name}",
    "${local.provider}.key=${aws_kms_key.root.arn}",
    "${local.provider}.role=${aws_iam_role.keywright.arn}",
    var.external_id == null ? "" : "${local.provider}.external-id=${var.external_id}",
  ], local.credentials[var.credentials])))
}

output "key_arn" {
  description = "What a tenant names as its key."
  value       = aws_kms_key.root.arn
}

output "role_arn" {
  description = "What a tenant names as its role."
  value       = aws_iam_role.keywright.arn
}
