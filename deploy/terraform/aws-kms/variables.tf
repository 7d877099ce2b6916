variable "name" {
  description = "The alias of the key, and the name of the role."
  type        = string
  default     = "keywright"
}

variable "provider_name" {
  description = "The provider's name in Keywright's configuration."
  type        = string
  default     = "aws"
}

variable "principal_arn" {
  description = "The ARN of the user or role that Keywright has. It assumes the role that this makes."
  type        = string
}

variable "external_id" {
  description = "What Keywright must send to assume the role. Set it if Keywright is run by somebody else."
  type        = string
  default     = null
}

variable "deletion_window_in_days" {
  description = "How long a key that is scheduled for deletion can be saved."
  type        = number
  default     = 30
}

variable "credentials" {
  description = "By what Keywright is principal_arn: file, or ambient (whoever the machine says)."
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
  default     = "/etc/keywright/aws-credentials"
}
