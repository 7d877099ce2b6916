package io.keywright.providers.aws;

/**
 * A call that this adapter makes at AWS, and the permission that it takes.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html">Permissions of KMS</a>
 */
public enum AwsOperation {
    DESCRIBE_KEY("kms:DescribeKey"),
    ENCRYPT("kms:Encrypt"),
    DECRYPT("kms:Decrypt"),
    ASSUME_ROLE("sts:AssumeRole"),
    ASSUME_ROLE_WITH_WEB_IDENTITY("sts:AssumeRoleWithWebIdentity");

    private final String permission;

    AwsOperation(String permission) {
        this.permission = permission;
    }

    /** The action's name in policies. */
    public String permission() {
        return permission;
    }
}
