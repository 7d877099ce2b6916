package io.keywright.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.installation.Installation;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.model.KeyType;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three makers of a wrapped key: the command, openssl 3 and a PKCS#11 token. The service opens each to the same key. */
class WrapCommandTest {

    private static final Path TOKEN = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Path PYTHON =
            Path.of("").toAbsolutePath().resolveSibling(".peers/aws/bin/python").normalize();
    private static final CryptoProviders PROVIDERS = CryptoProviders.jdk();
    private static final CryptoEngine ENGINE = new CryptoEngine(PROVIDERS);
    private static final GeneratedKey IMPORT = ENGINE.generate(KeyType.RSA_3072);

    /** What docs/import.md says. */
    private static final String BY_OPENSSL = """
            openssl rand 32 > aes.key
            openssl pkeyutl -encrypt -pubin -inkey wrapping.pem -in aes.key -out part1 \\
              -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256
            openssl enc -id-aes256-wrap-pad -K "$(od -An -v -tx1 aes.key | tr -d ' \\n')" -iv a65959a6 -in key.bin -out part2
            cat part1 part2 > blob
            rm aes.key
            """;

    private static final String BY_TOKEN = """
            mkdir tokens
            printf 'directories.tokendir = %s/tokens\\n' "$PWD" > softhsm.conf
            export SOFTHSM2_CONF="$PWD/softhsm.conf"
            softhsm2-util --init-token --free --label here --pin 1234 --so-pin 1234
            p11() { pkcs11-tool --module MODULE --login --pin 1234 --token-label here "$@"; }
            openssl rand 32 > aes.key
            p11 --write-object aes.key --type secrkey --key-type AES:32 --id 01 --usage-wrap
            p11 --write-object key.bin --type secrkey --key-type AES:32 --id 02 --extractable
            openssl pkeyutl -encrypt -pubin -inkey wrapping.pem -in aes.key -out part1 \\
              -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256
            p11 --wrap --mechanism 0x210A --id 01 --application-id 02 --output-file part2
            cat part1 part2 > blob
            """;

    private final CapturedTerminal screen = new CapturedTerminal();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("wrapping.pem"), Pem.write(PemBlock.publicKey(IMPORT.publicKey())));
    }

    private int wrap(String in, String... more) {
        String[] arguments = {"import", "wrap", "--key", path("wrapping.pem"), "--in", path(in), "--out", path("blob")};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Keywright.run(screen.terminal(), new Installation(Path.of("/nowhere")), all);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private SecretBytes opened() throws IOException {
        return new KeyTransport(PROVIDERS.random())
                .unwrap(IMPORT.material(), Files.readAllBytes(folder.resolve("blob")))
                .orElseThrow();
    }

    private void write(String name, SecretBytes content) throws IOException {
        Files.write(folder.resolve(name), content.expose(byte[]::clone));
    }

    private static SecretBytes symmetric() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return SecretBytes.own(key);
    }

    private static boolean has(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private void shell(String script) throws Exception {
        Process process = new ProcessBuilder(List.of("sh", "-eu", "-c", script))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }

    private static void assumeOpenSsl() {
        assumeTrue(has("sh", "-c", "openssl enc -list | grep -q id-aes256-wrap-pad"), "no openssl 3 with AES-KWP");
    }

    @Test
    void theCommandWrapsPemDerAndRawKeys() throws Exception {
        GeneratedKey pair = ENGINE.generate(KeyType.EC_P256);
        write("key.der", pair.material());
        Files.writeString(
                folder.resolve("key.pem"),
                Pem.write(new PemBlock("PRIVATE KEY", Files.readAllBytes(folder.resolve("key.der")))));
        SecretBytes raw = symmetric();
        write("key.bin", raw);

        for (String form : List.of("key.pem", "key.der")) {
            assertThat(wrap(form, "--key-type", "EC-P256")).as(screen.errors()).isZero();
            assertThat(opened()).isEqualTo(pair.material());
        }
        assertThat(wrap("key.bin", "--key-type", "AES-256")).isZero();
        assertThat(opened()).isEqualTo(raw);
    }

    @Test
    void whatTheServiceWouldRefuseIsRefusedHere() throws Exception {
        Files.write(folder.resolve("key.bin"), new byte[32]);
        assertThat(wrap("key.bin", "--key-type", "AES-256")).isEqualTo(2);
        assertThat(wrap("key.bin", "--key-type", "AES-999")).isEqualTo(2);
        assertThat(wrap("missing")).isEqualTo(2);
        Files.writeString(
                folder.resolve("old.pem"), "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");
        assertThat(wrap("old.pem")).isEqualTo(2);
        assertThat(folder.resolve("blob")).doesNotExist();
    }

    @Test
    void openSslMakesTheSame() throws Exception {
        assumeOpenSsl();
        for (String make : List.of(
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                "openssl genpkey -algorithm ED25519")) {
            shell(make + " -out key.pem\nopenssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out key.bin\n"
                    + BY_OPENSSL);
            SecretBytes byOpenSsl = opened();
            assertThat(wrap("key.pem")).isZero();
            assertThat(opened()).isEqualTo(byOpenSsl);

            KeyType type =
                    make.contains("EC ") ? KeyType.EC_P256 : make.contains("RSA") ? KeyType.RSA_2048 : KeyType.ED25519;
            shell("openssl pkey -in key.pem -pubout -outform DER -out public.der");
            assertThat(new ForeignMaterial(ENGINE).read(type, byOpenSsl).publicKey())
                    .isEqualTo(Files.readAllBytes(folder.resolve("public.der")));
        }
    }

    /** OpenSSL 3.5 and later, by Python's cryptography, which has one of its own. */
    @Test
    void aSeedThatOpenSslHasMadeIsItsKey() throws Exception {
        assumeTrue(
                has(PYTHON.toString(), "-c", "from cryptography.hazmat.primitives.asymmetric import mldsa"), "no peer");
        Files.writeString(folder.resolve("make.py"), """
                from pathlib import Path
                from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey
                from cryptography.hazmat.primitives.serialization import *
                key = MLDSA65PrivateKey.generate()
                Path("key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
                Path("public.der").write_bytes(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
                """);
        shell("'" + PYTHON + "' make.py");

        assertThat(wrap("key.pem", "--key-type", "ML-DSA-65"))
                .as(screen.errors())
                .isZero();
        assertThat(new ForeignMaterial(ENGINE).read(KeyType.ML_DSA_65, opened()).publicKey())
                .isEqualTo(Files.readAllBytes(folder.resolve("public.der")));
    }

    @Test
    void aTokenMakesTheSame() throws Exception {
        assumeOpenSsl();
        assumeTrue(Files.exists(TOKEN) && has("sh", "-c", "command -v pkcs11-tool"), "no SoftHSM with pkcs11-tool");
        SecretBytes key = symmetric();
        write("key.bin", key);
        shell(BY_TOKEN.replace("MODULE", TOKEN.toString()));
        assertThat(opened()).isEqualTo(key);
        shell(BY_OPENSSL);
        assertThat(opened()).isEqualTo(key);
        assertThat(wrap("key.bin")).isZero();
        assertThat(opened()).isEqualTo(key);
    }
}
