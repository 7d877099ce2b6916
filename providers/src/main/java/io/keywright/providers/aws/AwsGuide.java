package io.keywright.providers.aws;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Setting up AWS KMS. */
public final class AwsGuide implements ProviderGuide {

    private static final String CREDENTIALS = "credentials";

    @Override
    public String type() {
        return "aws";
    }

    @Override
    public String choice() {
        return "AWS KMS, in your account. Nobody but AWS can copy the key. Take it if you run there already.";
    }

    @Override
    public String page() {
        return "docs/setup/AWS_KMS_SETUP.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.needed("key", "The key's ARN, arn:aws:kms:REGION:ACCOUNT:key/ID"),
                Question.needed("region", "Its region, as in eu-central-1"),
                Question.choice(
                        CREDENTIALS,
                        "Who Keywright is: a file with an access key, a web identity's token, or ambient, whatever the AWS"
                                + " SDK finds on this machine",
                        AwsSettings.FILE,
                        AwsSettings.WEB_IDENTITY,
                        AwsSettings.AMBIENT),
                Question.needed(
                                "credentials-file",
                                "The file, as aws configure writes it, which only the service may read")
                        .asFile()
                        .where(CREDENTIALS, AwsSettings.FILE),
                Question.needed("web-identity-token-file", "The file with the token")
                        .asFile()
                        .where(CREDENTIALS, AwsSettings.WEB_IDENTITY),
                Question.open("role", "The ARN of a role to assume before the key is used, if there is one"),
                Question.open(
                        "external-id", "What the role's owner asks for along with it (external id), if anything"));
    }

    @Override
    public Optional<String> principal() {
        return Optional.of("The ARN of Keywright's own user or role, as in arn:aws:iam::ACCOUNT:user/keywright");
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        Optional<AwsKeyName> key =
                AwsKeyName.ofArn(settings.getOrDefault("key", "")).filter(AwsKeyName::ofKey);
        if (key.isEmpty()) {
            return List.of();
        }
        String own = principal.orElse(
                "arn:aws:iam::%s:user/keywright".formatted(key.get().text().split(":", -1)[4]));
        Optional<String> role = Optional.ofNullable(settings.get("role")).filter(AwsRole::isArn);
        AwsPermissions permissions = new AwsPermissions(key.get().text());
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                "The policy of %s (aws iam put-user-policy or put-role-policy).".formatted(role.orElse(own)),
                permissions.identityPolicy()));
        steps.add(new Step(
                "The policy of the key, which lets it do this and no more (aws kms put-key-policy).",
                permissions.keyPolicy(role.orElse(own))));
        role.ifPresent(it -> steps.addAll(ofRole(it, own, Optional.ofNullable(settings.get("external-id")))));
        return steps;
    }

    private static List<Step> ofRole(String role, String own, Optional<String> externalId) {
        return List.of(
                new Step(
                        "The trust policy of the role (aws iam update-assume-role-policy).",
                        AwsPermissions.trustPolicy(own, externalId.filter(AwsRole::isExternalId))),
                new Step(
                        "The policy of %s, so that it can assume the role.".formatted(own),
                        AwsPermissions.assumePolicy(role)));
    }
}
