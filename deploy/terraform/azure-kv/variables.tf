variable "resource_group" {
  description = "The resource group that the vault is made in."
  type        = string
}

variable "location" {
  description = "Where the vault is, such as germanywestcentral."
  type        = string
}

variable "vault_name" {
  description = "The vault's name, which nobody else in Azure may have."
  type        = string
}

variable "name" {
  description = "The provider's name in Keywright's configuration."
  type        = string
  default     = "azure"
}

variable "key_type" {
  description = "RSA, or RSA-HSM for a key that is kept in hardware and costs more."
  type        = string
  default     = "RSA"
}

variable "principal_id" {
  description = "The object id of whoever Keywright is: a service principal or a managed identity."
  type        = string
}

variable "client_id" {
  description = "The application id of the same."
  type        = string
}

variable "credentials" {
  description = "By which file Keywright is the application: with its secret, its certificate, or a token of workload identity federation."
  type        = string
  default     = "secret"

  validation {
    condition     = contains(["secret", "certificate", "token"], var.credentials)
    error_message = "Set credentials to secret, certificate or token."
  }
}

variable "credentials_path" {
  description = "Where that file is on Keywright's machine, which only the service may read."
  type        = string
  default     = "/etc/keywright/azure-client-secret"
}
