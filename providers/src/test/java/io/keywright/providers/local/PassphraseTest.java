package io.keywright.providers.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {

    private static final Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "key", "probe");

    @TempDir
    Path folder;

    private Path salt;

    @BeforeEach
    void name() {
        salt = folder.resolve("root.salt");
    }

    private ProviderKey open(String passphrase, boolean createIfMissing) throws RootProviderException {
        return LocalRootProvider.ofPassphrase(
                        "local", salt, passphrase.toCharArray(), createIfMissing, CryptoProviders.jdk())
                .open(ProviderKeyReference.DEFAULT);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    @Test
    void theSamePassphraseOpensAfterARestartHoweverItWasTyped() throws Exception {
        byte[] blob = open("grüße an die schlüssel", true).wrap(SecretBytes.copyOf(new byte[32]), BINDING, soon());
        open("gru\u0308ße an die schlu\u0308ssel", false)
                .unwrap(blob, BINDING, soon())
                .close();
    }

    @Test
    void anotherSaltIsAnotherRoot() throws Exception {
        byte[] blob = open("correct horse battery", true).wrap(SecretBytes.copyOf(new byte[32]), BINDING, soon());
        Files.delete(salt);
        ProviderKey other = open("correct horse battery", true);
        assertThatThrownBy(() -> other.unwrap(blob, BINDING, soon()))
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ALTERED));
    }

    @Test
    void aMissingSaltIsAnErrorUnlessToldToMakeIt() throws Exception {
        assertThatThrownBy(() -> open("correct horse battery", false))
                .isInstanceOf(RootProviderException.class)
                .hasMessageContainingAll(salt.toString(), "missing");
        open("correct horse battery", true);
        assertThat(Files.readString(salt)).matches("pbkdf2-hmac-sha256 600000 [A-Za-z0-9+/]{22}==\n");
        assertThat(Files.getPosixFilePermissions(salt)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aShortPassphraseIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> open("fifteen letters", true))
                .isInstanceOf(RootProviderException.class)
                .hasMessageContaining("16 characters")
                .message()
                .doesNotContain("fifteen");
        assertThat(salt).doesNotExist();
    }

    @Test
    void aDamagedOrWeakenedSaltFileIsRefused() throws Exception {
        String weakened = "pbkdf2-hmac-sha256 1000 AAAAAAAAAAAAAAAAAAAAAA==\n";
        String shortened = "pbkdf2-hmac-sha256 600000 AAAA\n";
        for (String content : new String[] {"", "garbage", weakened, shortened}) {
            Files.writeString(salt, content);
            assertThatThrownBy(() -> open("correct horse battery", true))
                    .as(content)
                    .isInstanceOf(RootProviderException.class)
                    .hasMessageContainingAll(salt.toString(), "damaged");
        }
    }

    @Test
    void derivesTheKeysOfThePublishedVectors() throws Exception {
        JsonNode groups = new ObjectMapper()
                .readTree(Vectors.require("wycheproof/pbkdf2_hmacsha256_test.json")
                        .toFile())
                .required("testGroups");
        int checked = 0;
        for (JsonNode group : groups) {
            for (JsonNode test : group.required("tests")) {
                if (isText(bytes(test, "password"))) {
                    assertThat(derived(test)).as(test.required("tcId").asText()).isEqualTo(bytes(test, "dk"));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    /** Passphrases are; some of the vectors' passwords are not. */
    private static boolean isText(byte[] password) {
        return password.length > 0 && Arrays.equals(new String(password, UTF_8).getBytes(UTF_8), password);
    }

    private static byte[] derived(JsonNode test) {
        return Pbkdf2.derive(
                new String(bytes(test, "password"), UTF_8).toCharArray(),
                bytes(test, "salt"),
                test.required("iterationCount").asInt(),
                test.required("dkLen").asInt());
    }

    private static byte[] bytes(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.required(member).asText());
    }

    /** The expected key was made with Python's hashlib. */
    @Test
    void aPassphraseAndASaltFileAlwaysMakeTheSameKey() throws Exception {
        byte[] line = "pbkdf2-hmac-sha256 600000 AAECAwQFBgcICQoLDA0ODw==\n".getBytes(UTF_8);
        Pbkdf2 derivation = Pbkdf2.parse(line).orElseThrow();
        assertThat(derivation.line()).isEqualTo(line);
        try (SecretBytes key = derivation.derive("correct horse battery".toCharArray(), 32)) {
            assertThat(key)
                    .isEqualTo(SecretBytes.own(HexFormat.of()
                            .parseHex("bb06c8c0b1dd5bfd4e40f4e297a2d0e64da7ef94b4b8ec20989021c8b41536ad")));
        }
    }
}
