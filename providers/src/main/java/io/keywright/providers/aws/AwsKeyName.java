package io.keywright.providers.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key's name, of a form that AWS gives it: the ARN of a key or of an alias, or an alias alone, {@code alias/NAME}.
 *
 * @param region the key's, if it is an ARN
 * @param ofKey whether it is a key's ARN, which never comes to mean another key
 */
record AwsKeyName(String text, Optional<String> region, boolean ofKey) {

    static final String REGION = "[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}";

    private static final String KEY_ID = "(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final String ALIAS = "alias/[A-Za-z0-9/_-]{1,250}";
    private static final Pattern ALIAS_ALONE = Pattern.compile(ALIAS);
    private static final Pattern ARN = Pattern.compile("arn:aws(?:-[a-z]{2,6}){0,2}:kms:(?<region>" + REGION
            + "):[0-9]{12}:(?:(?<key>key/" + KEY_ID + ")|" + ALIAS + ")");

    /** The name, if it is an ARN. */
    static Optional<AwsKeyName> ofArn(String text) {
        Matcher arn = ARN.matcher(text);
        return arn.matches()
                ? Optional.of(new AwsKeyName(text, Optional.of(arn.group("region")), arn.group("key") != null))
                : Optional.empty();
    }

    /** The name, if it is an ARN, or an alias of the account that asks. */
    static Optional<AwsKeyName> of(String text) {
        return ALIAS_ALONE.matcher(text).matches()
                ? Optional.of(new AwsKeyName(text, Optional.empty(), false))
                : ofArn(text);
    }

    /** Whether the key of the ARN that AWS answered can be the one that this names. */
    boolean mayBe(String answered) {
        return ofKey
                ? text.equals(answered)
                : ofArn(answered).filter(AwsKeyName::ofKey).isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
