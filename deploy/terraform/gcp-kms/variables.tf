variable "project" {
  description = "The project that the key is made in."
  type        = string
}

variable "location" {
  description = "Where the key is kept, such as europe-west3. It cannot be moved."
  type        = string
}

variable "name" {
  description = "The name of the key ring, and of the provider in Keywright's configuration."
  type        = string
  default     = "gcp"
}

variable "protection_level" {
  description = "SOFTWARE, or HSM for a key that is kept in hardware and costs more."
  type        = string
  default     = "SOFTWARE"
}

variable "rotation_period" {
  description = "How long a version of the key wraps, in seconds. Older versions go on unwrapping."
  type        = string
  default     = "7776000s"
}

variable "member" {
  description = "Whoever Keywright is, such as serviceAccount:keywright@PROJECT.iam.gserviceaccount.com."
  type        = string
}

variable "credentials" {
  description = "By what Keywright is the member: file, or ambient (whoever the machine says)."
  type        = string
  default     = "file"

  validation {
    condition     = contains(["file", "ambient"], var.credentials)
    error_message = "Set credentials to file or ambient."
  }
}

variable "credentials_path" {
  description = "Where that file is on Keywright's machine, which only the service may read."
  type        = string
  default     = "/etc/keywright/gcp-credentials.json"
}
