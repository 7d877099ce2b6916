# A key for Keywright's root keys, and a role that may use it and nothing else.
# The permissions are those that docs/setup/GCP_SETUP.md explains; a test holds both against the adapter's own list.

resource "google_project_service" "kms" {
  project            = var.project
  service            = "cloudkms.googleapis.com"
  disable_on_destroy = false
}

resource "google_kms_key_ring" "keywright" {
  project    = var.project
  location   = var.location
  name       = var.name
  depends_on = [google_project_service.kms]
}

resource "google_kms_crypto_key" "root" {
  name            = "root"
  key_ring        = google_kms_key_ring.keywright.id
  purpose         = "ENCRYPT_DECRYPT"
  rotation_period = var.rotation_period

  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = var.protection_level
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_project_iam_custom_role" "root_key" {
  project = var.project
  role_id = "keywrightRootKey"
  title   = "Keywright root key"

  permissions = [
    "cloudkms.cryptoKeyVersions.useToEncrypt",
    "cloudkms.cryptoKeyVersions.useToDecrypt",
    "cloudkms.cryptoKeys.get",
  ]
}

resource "google_kms_crypto_key_iam_member" "keywright" {
  crypto_key_id = google_kms_crypto_key.root.id
  role          = google_project_iam_custom_role.root_key.id
  member        = var.member
}
