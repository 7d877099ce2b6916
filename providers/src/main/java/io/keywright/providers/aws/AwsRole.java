package io.keywright.providers.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role to assume.
 *
 * @param externalId what the role's owner asks for along with it; always sent if there is one
 */
record AwsRole(String arn, Optional<String> externalId) {

    private static final Pattern ARN =
            Pattern.compile("arn:aws(?:-[a-z]{2,6}){0,2}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9+=,.@:/_-]{2,1224}");

    static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }
}
