package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.model.pem.Pem;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose root is wrapped by a token, and whose signing key never leaves it: SoftHSM, beneath the whole service. */
class KeyInsideSoftHsmIT {

    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String TOKEN = "acme";
    private static final String PIN = "user-1234";
    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void isMadeSignsOutlivesARestartAndIsErasedThere() throws Exception {
        makeToken();
        try (Installation server = Installation.prepare(Map.of())) {
            server.start(server.launch().with(settings()).within("env", "SOFTHSM2_CONF=" + softHsm()));
            try (Kms admin = server.asPlatform()) {
                admin.post("/tenants", Map.of("tenant_id", "acme", "wrappings", List.of(Map.of("provider", "hsm"))))
                        .expect(201);
            }
            Kms acme = server.as(Identity.of("acme"));
            Reply made = acme.create("EC-P256", List.of("sign", "verify"), "protection", "hsm")
                    .expect(201);
            String keyId = made.text("key_id");
            assertThat(privateKeys()).contains(keyId);
            assertThat(isSigned(made.text("public_key"), signature(acme, keyId)))
                    .isTrue();

            server.kill();
            server.start();
            assertThat(isSigned(made.text("public_key"), signature(acme, keyId)))
                    .isTrue();

            acme.revoke(keyId).expect(200);
            assertThat(privateKeys()).doesNotContain(keyId);
            acme.sign(keyId, DATA).expect(409);
        }
    }

    private static byte[] signature(Kms kms, String keyId) {
        return kms.sign(keyId, DATA).expect(200).bytes("signature");
    }

    private static boolean isSigned(String publicKey, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        byte[] key = Pem.blocks(publicKey).getFirst().content();
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        verifier.update(DATA);
        return verifier.verify(signature);
    }

    private Map<String, String> settings() throws IOException {
        Path pin = Files.writeString(folder.resolve("pin"), PIN);
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        return Map.of(
                "keywright.providers.hsm.type",
                "pkcs11",
                "keywright.providers.hsm.library",
                LIBRARY.toString(),
                "keywright.providers.hsm.token",
                TOKEN,
                "keywright.providers.hsm.pin-file",
                pin.toString(),
                "keywright.providers.hsm.key",
                "root");
    }

    private Path softHsm() {
        return folder.resolve("softhsm2.conf");
    }

    private void makeToken() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "skipped: SoftHSM is not installed, run make peers");
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(softHsm(), "directories.tokendir = " + tokens + "\n");
        run("softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--so-pin", "officer-5678", "--pin", PIN);
        tool(
                "--keygen",
                "--key-type",
                "AES:32",
                "--label",
                "root",
                "--id",
                "01",
                "--sensitive",
                "--private",
                "--usage-decrypt");
    }

    private String privateKeys() throws Exception {
        return tool("--list-objects", "--type", "privkey");
    }

    private String tool(String... words) throws Exception {
        Stream<String> login = Stream.of(
                "pkcs11-tool", "--module", LIBRARY.toString(), "--token-label", TOKEN, "--login", "--pin", PIN);
        return run(Stream.concat(login, Stream.of(words)).toArray(String[]::new));
    }

    private String run(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "tool", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SOFTHSM2_CONF", softHsm().toString());
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
