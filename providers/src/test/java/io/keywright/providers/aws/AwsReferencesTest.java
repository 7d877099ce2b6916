package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tenants may name. Nothing here reaches for anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsReferencesTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private AwsRootProvider provider;

    @BeforeAll
    void open() {
        provider = new AwsRootProvider("aws", AwsFixture.settings(NOWHERE, Path.of("none"), "alias/keywright"));
    }

    @AfterAll
    void close() {
        provider.close();
    }

    private Reason refused(String key, @Nullable String role, @Nullable String externalId) {
        return fault(() -> provider.open(new ProviderKeyReference(
                        Optional.of(key), Optional.ofNullable(role), Optional.ofNullable(externalId))))
                .reason();
    }

    @Test
    void areKeysAndAliasesInTheProvidersRegion() throws Exception {
        String alias = "arn:aws:kms:eu-central-1:111122223333:alias/acme/root";
        String replica = "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";
        for (String key : new String[] {AwsFixture.ARN, alias, replica}) {
            Optional<String> named = Optional.of(key);
            assertThat(provider.open(new ProviderKeyReference(named, Optional.empty(), Optional.empty())))
                    .hasToString("AwsKey[" + key + "]");
        }
        assertThat(provider.open(ProviderKeyReference.DEFAULT)).hasToString("AwsKey[alias/keywright]");
        assertThat(refused(AwsFixture.ARN.replace("eu-central-1", "us-east-1"), null, null))
                .isEqualTo(Reason.WRONG_ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alias/keywright",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-central-1:111122223333:key/*",
                "arn:aws:kms:eu-central-1:11112222333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-central-1:111122223333:key/1234ABCD-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\n",
                "arn:aws:s3:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:evil.example/:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:eu-central-1:111122223333:alias/",
                "arn:aws:kms:eu-central-1:111122223333:alias/a\"b"
            })
    void areNothingElse(String key) {
        assertThat(refused(key, null, null)).isEqualTo(Reason.KEY_NOT_FOUND);
    }

    @Test
    void bringAWholeRole() {
        assertThat(refused(AwsFixture.ARN, "keywright", null)).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused(AwsFixture.ARN, "arn:aws:iam::111122223333:user/keywright", null))
                .isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused(AwsFixture.ARN, AwsFixture.ROLE, "a b")).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(refused(AwsFixture.ARN, null, "acme-1")).isEqualTo(Reason.BAD_CREDENTIALS);
    }
}
