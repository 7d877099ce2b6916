package io.keywright.providers.aws;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What AWS must allow, and no more: the one list that wizard, documentation, Terraform and error messages share. Policies are
 * JSON, as {@code aws iam} and {@code aws kms} take them.
 */
public final class AwsPermissions {

    /** What is done with a key. */
    public static final List<AwsOperation> OF_KEY =
            List.of(AwsOperation.DESCRIBE_KEY, AwsOperation.ENCRYPT, AwsOperation.DECRYPT);

    private final AwsKeyName key;

    /**
     * @param keyArn of a key, not of an alias: policies of IAM do not follow aliases
     * @throws IllegalArgumentException if it is anything else
     */
    public AwsPermissions(String keyArn) {
        this.key = AwsKeyName.ofArn(keyArn)
                .filter(AwsKeyName::ofKey)
                .orElseThrow(() -> new IllegalArgumentException("not the ARN of a key"));
    }

    /** The policy of the identity that Keywright has, or of the role that it assumes, in the key's own account. */
    public String identityPolicy() {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "KeywrightRootKey",
                      "Effect": "Allow",
                      "Action": [%s],
                      "Resource": "%s"
                    }
                  ]
                }
                """.formatted(actions(), key);
    }

    /**
     * The key's own policy: its account administers it by IAM, and {@code principalArn} may use it under an encryption context
     * of Keywright's alone. An identity of another account needs both this and {@link #identityPolicy}.
     */
    public String keyPolicy(String principalArn) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "Administration",
                      "Effect": "Allow",
                      "Principal": {"AWS": "%1$s"},
                      "Action": "kms:*",
                      "Resource": "*"
                    },
                    {
                      "Sid": "KeywrightDescribes",
                      "Effect": "Allow",
                      "Principal": {"AWS": "%2$s"},
                      "Action": "%3$s",
                      "Resource": "*"
                    },
                    {
                      "Sid": "KeywrightUses",
                      "Effect": "Allow",
                      "Principal": {"AWS": "%2$s"},
                      "Action": [%4$s],
                      "Resource": "*",
                      "Condition": {"Null": {"kms:EncryptionContext:%5$s": "false"}}
                    }
                  ]
                }
                """.formatted(
                        accountRoot(),
                        principal(principalArn),
                        AwsOperation.DESCRIBE_KEY.permission(),
                        quoted(List.of(AwsOperation.ENCRYPT, AwsOperation.DECRYPT)),
                        EncryptionContext.BINDING);
    }

    /** The trust policy of a role of the key owner's, which {@code principalArn} may assume. */
    public static String trustPolicy(String principalArn, Optional<String> externalId) {
        String condition = externalId
                .map(AwsPermissions::checkedExternalId)
                .map(id -> ",\n      \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"" + id + "\"}}")
                .orElse("");
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "KeywrightAssumes",
                      "Effect": "Allow",
                      "Principal": {"AWS": "%s"},
                      "Action": "%s"%s
                    }
                  ]
                }
                """.formatted(principal(principalArn), AwsOperation.ASSUME_ROLE.permission(), condition);
    }

    /** What Keywright's own identity needs more to assume {@code roleArn}. */
    public static String assumePolicy(String roleArn) {
        if (!AwsRole.isArn(roleArn)) {
            throw new IllegalArgumentException("not the ARN of a role");
        }
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "KeywrightAssumes",
                      "Effect": "Allow",
                      "Action": "%s",
                      "Resource": "%s"
                    }
                  ]
                }
                """.formatted(AwsOperation.ASSUME_ROLE.permission(), roleArn);
    }

    private String accountRoot() {
        String[] parts = key.text().split(":", -1);
        return "arn:%s:iam::%s:root".formatted(parts[1], parts[4]);
    }

    private static String principal(String arn) {
        if (!arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:(?:root|(?:user|role)/[A-Za-z0-9+=,.@_/-]{1,576})")) {
            throw new IllegalArgumentException("not the ARN of an account, user or role");
        }
        return arn;
    }

    private static String checkedExternalId(String externalId) {
        if (!AwsRole.isExternalId(externalId)) {
            throw new IllegalArgumentException("not an external id");
        }
        return externalId;
    }

    private static String actions() {
        return quoted(OF_KEY);
    }

    private static String quoted(List<AwsOperation> operations) {
        return operations.stream()
                .map(operation -> '"' + operation.permission() + '"')
                .collect(Collectors.joining(", "));
    }
}
