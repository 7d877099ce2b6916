package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of keys and blobs on a real OpenBao, and what is said of it. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultKeyTest {

    @TempDir
    private static Path folder = Path.of("");

    private Engine engine;
    private Engine elsewhere;
    private VaultRootProvider provider;

    @BeforeAll
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
        elsewhere = Engine.open(bao, folder);
        provider = engine.provider(engine.byToken(bao.token("1h", engine.mount(), elsewhere.mount())));
    }

    @AfterAll
    void close() {
        provider.close();
    }

    private ProviderKey key(String reference) throws RootProviderException {
        return provider.open(Engine.reference(reference));
    }

    /** A new key with that configuration. */
    private String made(Map<String, ?> properties) throws Exception {
        String name = Engine.KEY + "-" + UUID.randomUUID();
        engine.make(name, properties);
        return name;
    }

    @Test
    void aKeyMayStandInAnotherEngineIfItsPathIsNamed() throws Exception {
        ProviderKey other = key(elsewhere.mount() + "/" + Engine.KEY);
        byte[] blob = Wraps.wrap(other);

        assertThat(Wraps.unwrap(other, blob)).isEqualTo(Wraps.secret());
        assertThat(other.describe(Wraps.soon()).id())
                .isEqualTo(engine.bao().address() + "/v1/" + elsewhere.mount() + "/keys/" + Engine.KEY);
        assertThat(Wraps.fault(() -> Wraps.unwrap(key(Engine.KEY), blob)).reason())
                .isEqualTo(Reason.ALTERED);
    }

    @Test
    void whatAnOlderVersionWrappedIsOpenedAndWrappedAnewByUnwrappingAndWrapping() throws Exception {
        String name = made(Map.of());
        byte[] old = Wraps.wrap(key(name));
        engine.bao().root().call("POST", engine.mount() + "/keys/" + name + "/rotate", Map.of());
        byte[] young = Wraps.wrap(key(name));

        assertThat(Wraps.unwrap(key(name), old)).isEqualTo(Wraps.unwrap(key(name), young));
        assertThat(old).asString(US_ASCII).startsWith("vault:v1:");
        assertThat(young).asString(US_ASCII).startsWith("vault:v2:");
        assertThat(key(name).describe(Wraps.soon()).version()).isEqualTo("2");
    }

    @Test
    void aVersionThatWasSwitchedOffAndOneThatWasRemovedAreToldApart() throws Exception {
        String name = made(Map.of());
        byte[] old = Wraps.wrap(key(name));
        engine.bao().root().call("POST", engine.mount() + "/keys/" + name + "/rotate", Map.of());
        engine.configure(name, Map.of("min_decryption_version", 2, "min_encryption_version", 2));

        RootProviderException off = Wraps.fault(() -> Wraps.unwrap(key(name), old));
        assertThat(off.reason()).isEqualTo(Reason.KEY_DISABLED);
        assertThat(off).hasMessageContainingAll(name, "version 1", "min_decryption_version=1");

        engine.bao()
                .root()
                .call("POST", engine.mount() + "/keys/" + name + "/trim", Map.of("min_available_version", 2));
        RootProviderException gone = Wraps.fault(() -> Wraps.unwrap(key(name), old));
        assertThat(gone.reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(gone).hasMessageContaining("removed for good");
    }

    @Test
    void aVersionThatNeverWasIsAnAlteredBlob() throws Exception {
        String blob = new String(Wraps.wrap(key(Engine.KEY)), US_ASCII);
        for (String version : new String[] {"v2", "v0", "v01", "v999999999", "v99999999999", "v-1", "v"}) {
            byte[] altered = blob.replace("v1", version).getBytes(US_ASCII);
            assertThat(Wraps.fault(() -> Wraps.unwrap(key(Engine.KEY), altered)).reason())
                    .as(version)
                    .isEqualTo(Reason.ALTERED);
        }
    }

    @Test
    void aDeletedKeyIsNotFoundAndWrappingNeverMakesOne() throws Exception {
        String name = made(Map.of());
        byte[] blob = Wraps.wrap(key(name));
        engine.configure(name, Map.of("deletion_allowed", true));
        engine.bao().root().call("DELETE", engine.mount() + "/keys/" + name, Map.of());

        RootProviderException fault = Wraps.fault(() -> Wraps.unwrap(key(name), blob));
        assertThat(fault.reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(fault).hasMessageContaining("bao write -f " + engine.mount() + "/keys/" + name);

        try (VaultRootProvider almighty =
                engine.provider(engine.byToken(engine.bao().root().token()))) {
            ProviderKey key = almighty.open(Engine.reference(name));
            assertThat(Wraps.fault(() -> Wraps.wrap(key)).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        }
        assertThat(engine.bao().root().status("GET", engine.mount() + "/keys/" + name))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type | rsa-2048 | is of type rsa-2048",
                "type | ed25519 | is of type ed25519",
                "type | aes128-gcm96 | too short",
                "derived | true | derived=false",
                "exportable | true | exportable=false",
                "allow_plaintext_backup | true | allow_plaintext_backup=false"
            })
    void aKeyThatCannotGuardARootIsRefused(String property, String value, String advice) throws Exception {
        String name = made(Map.of(property, value));

        assertThat(Wraps.fault(() -> key(name).describe(Wraps.soon())).reason()).isEqualTo(Reason.WRONG_KEY_TYPE);
        RootProviderException fault = Wraps.fault(() -> Wraps.wrap(key(name)));
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_KEY_TYPE);
        assertThat(fault).hasMessageContainingAll(name, advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chacha20-poly1305", "xchacha20-poly1305"})
    void otherKeysThatAuthenticateWhatTheyWrapServeAsWell(String type) throws Exception {
        ProviderKey key = key(made(Map.of("type", type)));

        assertThat(Wraps.unwrap(key, Wraps.wrap(key))).isEqualTo(Wraps.secret());
    }

    @Test
    void aKeyThatIsExportableLaterOpensWhatItWrappedBefore() throws Exception {
        String name = made(Map.of());
        byte[] blob = Wraps.wrap(key(name));
        engine.configure(name, Map.of("exportable", true));

        assertThat(Wraps.unwrap(key(name), blob)).isEqualTo(Wraps.secret());
        assertThat(Wraps.fault(() -> Wraps.wrap(key(name))).reason()).isEqualTo(Reason.WRONG_KEY_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "..",
                "a/../sys/raw",
                "../sys/raw",
                "a?b",
                "a#b",
                "a%2e",
                "a b",
                "a\n",
                "ä",
                "a/.b",
                "-a",
                "a-",
                "a\u0000",
                "http://x/a",
                "a\\b",
                "a;b",
                "a:b",
                "*"
            })
    void aReferenceThatLeadsElsewhereIsNone(String reference) {
        assertThat(Wraps.fault(() -> key(reference)).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
    }

    @Test
    void aReferenceOfAnEndlessNameIsNone() {
        assertThat(Wraps.fault(() -> key("a".repeat(129))).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(Wraps.fault(() -> key("a/".repeat(300) + "a")).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
    }

    @Test
    void rolesAndExternalIdsAreRefused() {
        ProviderKeyReference role = new ProviderKeyReference(Optional.of("a"), Optional.of("b"), Optional.empty());
        ProviderKeyReference external = new ProviderKeyReference(Optional.of("a"), Optional.empty(), Optional.of("b"));

        assertThat(Wraps.fault(() -> provider.open(role)).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(Wraps.fault(() -> provider.open(external)).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
    }

    @Test
    void aLackingPermissionIsNamedWithTheLineThatGivesIt() throws Exception {
        byte[] blob = Wraps.wrap(key(Engine.KEY));
        String path = engine.mount() + "/decrypt/" + Engine.KEY;
        engine.allow(engine.permissions().hcl().replace(engine.mount() + "/decrypt/", "nowhere/"));
        try {
            RootProviderException fault = Wraps.fault(() -> Wraps.unwrap(key(Engine.KEY), blob));

            assertThat(fault.reason()).isEqualTo(Reason.PERMISSION_MISSING);
            assertThat(fault.permission()).hasValue("update on " + path);
            assertThat(fault).hasMessageContaining("path \"" + path + "\" { capabilities = [\"update\"] }");
        } finally {
            engine.allow(engine.permissions().hcl());
        }
    }

    @Test
    void anEngineThatIsNotThereIsAWrongEndpoint() throws Exception {
        try (VaultRootProvider almighty =
                engine.provider(engine.byToken(engine.bao().root().token()))) {
            ProviderKey key = almighty.open(Engine.reference("nowhere/key"));
            RootProviderException fault = Wraps.fault(() -> key.describe(Wraps.soon()));

            assertThat(fault.reason()).isEqualTo(Reason.WRONG_ENDPOINT);
            assertThat(fault).hasMessageContainingAll("nowhere", "bao secrets enable transit");
        }
    }

    @Test
    void keysOfANamespaceAreFoundThereAndNowhereElse() throws Exception {
        String namespace = "n" + UUID.randomUUID();
        engine.bao().root().call("POST", "sys/namespaces/" + namespace, Map.of());
        VaultSettings root = engine.byToken(engine.bao().root().token());
        try (VaultRootProvider there = engine.provider(in(namespace, root));
                VaultRootProvider nowhere = engine.provider(in("nowhere", root))) {
            engine.bao().root().call("POST", namespace + "/sys/mounts/transit", Map.of("type", "transit"));
            engine.bao().root().call("POST", namespace + "/transit/keys/k", Map.of());
            ProviderKey key = there.open(Engine.reference("transit/k"));

            assertThat(Wraps.unwrap(key, Wraps.wrap(key))).isEqualTo(Wraps.secret());
            assertThat(key.describe(Wraps.soon()).id()).endsWith("/v1/" + namespace + "/transit/keys/k");
            RootProviderException fault = Wraps.fault(() -> Wraps.wrap(nowhere.open(Engine.reference("transit/k"))));
            assertThat(fault.reason()).isEqualTo(Reason.WRONG_ENDPOINT);
            assertThat(fault).hasMessageContaining("namespace");
        }
    }

    private static VaultSettings in(String namespace, VaultSettings settings) {
        return new VaultSettings(
                settings.address(),
                settings.mount(),
                settings.key(),
                Optional.of(namespace),
                settings.ca(),
                settings.allowHttp(),
                settings.login());
    }

    @Test
    void nothingPrintsWhatIsSecret() throws Exception {
        String token = engine.bao().token("1h", engine.mount());
        VaultSettings settings = engine.byToken(token);
        try (VaultRootProvider printed = engine.provider(settings)) {
            ProviderKey key = printed.open(ProviderKeyReference.DEFAULT);
            Wraps.wrap(key);

            assertThat(printed + " " + key + " " + settings + " " + VaultToken.of(token, 1, true, 0))
                    .doesNotContain(token)
                    .contains("VaultRootProvider[vault, https://localhost:");
        }
    }
}
