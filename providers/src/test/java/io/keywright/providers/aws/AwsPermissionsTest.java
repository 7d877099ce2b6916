package io.keywright.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.providers.ProviderGuide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsPermissionsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/setup/AWS_KMS_SETUP.md");
    private static final Path TERRAFORM = ROOT.resolve("deploy/terraform/aws-kms");
    private static final Pattern PERMISSION = Pattern.compile("\\b(?:kms|sts):[A-Z][A-Za-z]+\\b(?![:-])");
    private static final Set<String> CONDITIONS = Set.of("kms:EncryptionContext", "sts:ExternalId");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "arn:aws:iam::111122223333:user/keywright";

    private final AwsPermissions permissions = new AwsPermissions(AwsFixture.ARN);

    private static Set<String> named(String text) {
        Set<String> found = PERMISSION
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        found.removeAll(CONDITIONS);
        return found;
    }

    private static Set<String> all() {
        return Arrays.stream(AwsOperation.values())
                .map(AwsOperation::permission)
                .collect(Collectors.toSet());
    }

    private static Set<String> ofKey() {
        return AwsPermissions.OF_KEY.stream().map(AwsOperation::permission).collect(Collectors.toSet());
    }

    private static JsonNode statement(String policy, int index) throws IOException {
        return JSON.readTree(policy).get("Statement").get(index);
    }

    @Test
    void allowTheKeyAloneAndNothingMore() throws Exception {
        JsonNode statement = statement(permissions.identityPolicy(), 0);
        assertThat(statement.get("Resource").asText()).isEqualTo(AwsFixture.ARN);
        assertThat(statement.get("Action"))
                .extracting(JsonNode::asText)
                .containsExactly("kms:DescribeKey", "kms:Encrypt", "kms:Decrypt");
        assertThat(named(permissions.identityPolicy())).isEqualTo(ofKey());
    }

    @Test
    void leaveTheKeyToItsAccountAndLetKeywrightUseItUnderItsOwnContext() throws Exception {
        String policy = permissions.keyPolicy(USER);
        assertThat(statement(policy, 0).at("/Principal/AWS").asText()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(statement(policy, 1).at("/Principal/AWS").asText()).isEqualTo(USER);
        assertThat(statement(policy, 2)
                        .at("/Condition/Null/kms:EncryptionContext:keywright:binding")
                        .asText())
                .isEqualTo("false");
        assertThat(named(policy)).isEqualTo(ofKey());
    }

    @Test
    void letARoleBeAssumedWithItsExternalId() throws Exception {
        JsonNode asked = statement(AwsPermissions.trustPolicy(USER, Optional.of("acme-4711")), 0);
        assertThat(asked.at("/Condition/StringEquals/sts:ExternalId").asText()).isEqualTo("acme-4711");
        assertThat(statement(AwsPermissions.trustPolicy(USER, Optional.empty()), 0)
                        .has("Condition"))
                .isFalse();
        assertThat(statement(AwsPermissions.assumePolicy(AwsFixture.ROLE), 0)
                        .get("Resource")
                        .asText())
                .isEqualTo(AwsFixture.ROLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "arn:aws:iam::111122223333:user/a\"b", "arn:aws:iam::*:root"})
    void areMadeForNobodyInParticularNever(String principal) {
        assertThatThrownBy(() -> permissions.keyPolicy(principal)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsPermissions.trustPolicy(principal, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AwsPermissions(principal)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsPermissions.assumePolicy(principal)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areThoseOfThePage() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(named(page)).isEqualTo(all());
        assertThat(page).contains(permissions.identityPolicy());
        assertThat(page).contains(AwsPermissions.trustPolicy(USER, Optional.of("acme-4711")));
    }

    @Test
    void areThoseOfTerraform() throws Exception {
        String module = Files.readString(TERRAFORM.resolve("main.tf"));
        Set<String> expected = new TreeSet<>(ofKey());
        expected.add(AwsOperation.ASSUME_ROLE.permission());
        assertThat(named(module)).isEqualTo(expected);
        assertThat(module).contains("kms:EncryptionContext:" + EncryptionContext.BINDING);
    }

    @Test
    void areThoseOfTheSetUp() {
        Set<String> expected = new TreeSet<>(ofKey());
        assertThat(named(setUp(Map.of("key", AwsFixture.ARN)))).isEqualTo(expected);
        expected.add(AwsOperation.ASSUME_ROLE.permission());
        assertThat(named(setUp(Map.of("key", AwsFixture.ARN, "role", AwsFixture.ROLE, "external-id", "acme-4711"))))
                .isEqualTo(expected);
        assertThat(setUp(Map.of("key", "alias/keywright"))).isEmpty();
    }

    private static String setUp(Map<String, String> settings) {
        return new AwsGuide()
                .steps(settings, Optional.of(USER)).stream()
                        .map(ProviderGuide.Step::text)
                        .collect(Collectors.joining());
    }

    /** Terraform's own format, where it is installed. */
    @Test
    void standInTerraformAsItFormats() throws Exception {
        Optional<Path> terraform = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "terraform"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(terraform.isPresent(), "skipped: terraform is not installed, see developer.hashicorp.com/terraform");
        Process process = new ProcessBuilder(
                        List.of(terraform.orElseThrow().toString(), "fmt", "-check", "-diff", TERRAFORM.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
