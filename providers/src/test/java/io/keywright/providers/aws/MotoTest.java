package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsAdministration.element;
import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static io.keywright.providers.aws.AwsFixture.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.trace.Spans;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import io.keywright.testkit.provider.aws.AwsEmulator;
import io.keywright.testkit.trace.KnownSpan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against moto, which binds, authenticates and asks policies, but lets disabled keys work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotoTest implements RootProviderContract {

    /** A blob of moto begins with the key's id; altered there, moto says that access is denied. */
    private static final int KEY_ID_BYTES = 36;

    private static final String ANY_KEY = "*";

    @TempDir
    Path folder;

    private AwsEmulator emulator;
    private TcpDoor door;
    private AwsAdministration administration;
    private String key;
    private String otherKey;
    private Path credentials;
    private AwsRootProvider provider;

    @BeforeAll
    void start() throws Exception {
        emulator = AwsEmulator.moto();
        door = new TcpDoor(emulator.endpoint().getPort());
        administration = new AwsAdministration(emulator.endpoint());
        key = emulator.createKey(AwsFixture.REGION);
        otherKey = emulator.createKey(AwsFixture.REGION);
    }

    @AfterAll
    void stop() throws Exception {
        if (emulator != null) {
            administration.close();
            door.close();
            emulator.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        credentials = AwsFixture.credentials(folder.resolve("credentials"), "anybody", "anything");
        provider = new AwsRootProvider("aws", AwsFixture.settings(door.endpoint(), credentials, key));
    }

    @AfterEach
    void close() throws Exception {
        administration.enforce(false);
        provider.close();
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws Exception {
        return provider.open(reference(otherKey, Optional.empty(), Optional.empty()));
    }

    private static ProviderKeyReference reference(String key, Optional<String> role, Optional<String> externalId) {
        return new ProviderKeyReference(Optional.of(key), role, externalId);
    }

    @Override
    public List<byte[]> alterations(byte[] blob) {
        return IntStream.iterate(KEY_ID_BYTES + 3, at -> at < blob.length, at -> at + 7)
                .mapToObj(at -> {
                    byte[] altered = blob.clone();
                    altered[at] ^= 1;
                    return altered;
                })
                .toList();
    }

    @Override
    public int manyCalls() {
        return 30;
    }

    @Override
    public List<Outage> outages() {
        return List.of(new Outage("a line that is cut", Reason.UNREACHABLE, door::shut, door::open));
    }

    /** Moto says that access is denied, where AWS says that the key is not the right one: see AwsFaultsTest. */
    @Test
    @Override
    public void refusesABlobOfAnotherKey() throws Exception {
        byte[] blob = wrap(stranger());
        ProviderKey opened = provider.open(reference());
        assertThat(fault(() -> opened.unwrap(blob, BINDING, in(10_000))).reason())
                .isEqualTo(Reason.PERMISSION_MISSING);
    }

    @Test
    void opensByAnAliasToo() throws Exception {
        String alias = "alias/keywright";
        administration.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key));
        String arn = key.substring(0, key.indexOf("key/")) + alias;
        ProviderKey byAlias = provider.open(reference(arn, Optional.empty(), Optional.empty()));
        byte[] blob = wrap(byAlias);
        assertThat(provider.open(reference()).unwrap(blob, BINDING, in(10_000)))
                .isEqualTo(SecretBytes.own(new byte[32]));
        assertThat(byAlias.describe(in(10_000)).id()).isEqualTo(key);
    }

    @Test
    void needsThePermissionsOfThePolicyAndNamesTheOneThatLacks() throws Exception {
        String policy = new AwsPermissions(key).identityPolicy().replace(key, ANY_KEY);
        User user = user("user");
        allow(user, policy);
        administration.enforce(true);
        byte[] blob = wrap(opened());
        assertThat(opened().unwrap(blob, BINDING, in(10_000))).isEqualTo(SecretBytes.own(new byte[32]));
        assertThat(opened().describe(in(10_000)).id()).isEqualTo(key);
        for (AwsOperation operation : AwsPermissions.OF_KEY) {
            administration.enforce(false);
            allow(user, policy.replace(operation.permission(), "kms:ListAliases"));
            administration.enforce(true);
            assertThat(lacking(blob)).containsExactly(operation.permission());
        }
    }

    @Test
    void aCallThatTellsOfItsTraceIsSignedAsItArrives() throws Exception {
        allow(user("traced"), new AwsPermissions(key).identityPolicy().replace(key, ANY_KEY));
        administration.enforce(true);
        byte[] blob = Spans.within(KnownSpan.SPAN, () -> wrap(opened()));
        assertThat(opened().unwrap(blob, BINDING, in(10_000))).isEqualTo(SecretBytes.own(new byte[32]));
    }

    private List<String> lacking(byte[] blob) {
        return Arrays.asList(
                        fault(() -> opened().describe(in(10_000))),
                        fault(() -> wrap(opened())),
                        fault(() -> opened().unwrap(blob, BINDING, in(10_000))))
                .stream()
                .filter(Objects::nonNull)
                .map(fault -> fault.permission().orElse(fault.getMessage()))
                .toList();
    }

    @Test
    void knowsCredentialsThatAwsDoesNotAccept() throws Exception {
        administration.enforce(true);
        assertThat(fault(() -> wrap(opened())).reason()).isEqualTo(Reason.BAD_CREDENTIALS);
        administration.enforce(false);
        User user = user("mistyped");
        AwsFixture.credentials(credentials, user.id(), "mistyped");
        administration.enforce(true);
        assertThat(fault(() -> wrap(opened())).reason()).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @Test
    void assumesTheTenantsRoleWithItsExternalId() throws Exception {
        User user = user("operator");
        String trust = AwsPermissions.trustPolicy(user.arn(), Optional.of("acme-4711"));
        String role = element(
                administration.iam("CreateRole", Map.of("RoleName", "tenant", "AssumeRolePolicyDocument", trust)),
                "Arn");
        administration.iam(
                "PutRolePolicy",
                Map.of(
                        "RoleName",
                        "tenant",
                        "PolicyName",
                        "key",
                        "PolicyDocument",
                        new AwsPermissions(otherKey).identityPolicy().replace(otherKey, ANY_KEY)));
        allow(user, AwsPermissions.assumePolicy(role));
        administration.enforce(true);
        ProviderKey ofTenant = provider.open(reference(otherKey, Optional.of(role), Optional.of("acme-4711")));
        assertThat(ofTenant.unwrap(wrap(ofTenant), BINDING, in(10_000))).isEqualTo(SecretBytes.own(new byte[32]));
        ProviderKey ofAnother = provider.open(reference(otherKey, Optional.of(role), Optional.of("evil")));
        assertThat(fault(() -> wrap(ofAnother)).permission()).contains("sts:AssumeRole");
        assertThat(fault(() -> wrap(opened())).permission()).contains("kms:Encrypt");
    }

    private ProviderKey opened() throws Exception {
        return provider.open(reference());
    }

    private User user(String name) throws Exception {
        String arn = element(administration.iam("CreateUser", Map.of("UserName", name)), "Arn");
        String key = administration.iam("CreateAccessKey", Map.of("UserName", name));
        AwsFixture.credentials(credentials, element(key, "AccessKeyId"), element(key, "SecretAccessKey"));
        return new User(name, arn, element(key, "AccessKeyId"));
    }

    private record User(String name, String arn, String id) {}

    private void allow(User user, String policy) throws Exception {
        administration.iam(
                "PutUserPolicy", Map.of("UserName", user.name(), "PolicyName", "key", "PolicyDocument", policy));
    }
}
