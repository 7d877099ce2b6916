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
