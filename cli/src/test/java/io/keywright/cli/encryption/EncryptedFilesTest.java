package io.keywright.cli.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.keywright.cli.kms.StubService;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way through both commands, with a service that knows one data key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedFilesTest {

    private static final String KEY_ID = "0190f5a1-7e1c-7b3a-8d2e-000000000001";
    private static final byte[] DATA_KEY = bytes(32);
    private static final byte[] CONTENT = bytes(3_000_000);

    @TempDir
    private static Path home = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private StubService service;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @BeforeAll
    void serve() throws Exception {
        String plaintext = Base64.getEncoder().encodeToString(DATA_KEY);
        service = new StubService(home)
                .on("POST data-keys", _ -> answer("made", plaintext))
                .on("POST data-keys/unwrap", _ -> answer("opened", plaintext));
    }

    private static Map<String, Object> answer(String receiptId, String plaintext) {
        return Map.of("wrapped", "d3JhcHBlZA==", "plaintext", plaintext, "key_id", KEY_ID, "receipt_id", receiptId);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void write() throws Exception {
        Files.write(file("plain"), CONTENT);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String encrypt(String... more) {
        String[] call = {
            "encrypt",
            "alias/files",
            file("plain").toString(),
            "--out",
            file("secret").toString()
        };
        return service.call(0, Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new))
                .output();
    }

    private String decrypt(int exitCode, String... more) {
        String[] call = {
            "decrypt", file("secret").toString(), "--out", file("again").toString()
        };
        return service.call(exitCode, Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new))
                .errors();
    }

    private void alter(int at) throws Exception {
        byte[] bytes = Files.readAllBytes(file("secret"));
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(file("secret"), bytes);
    }

    private void assertThatNothingIsLeft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("plain", "secret");
        }
    }

    @Test
    void aFileComesBackAsItWasAndIsItsOwnersAlone() throws Exception {
        encrypt("--context", "app=mail", "--context", "day=1");
        assertThat(service.requests())
                .anyMatch(it -> it.startsWith("POST data-keys {")
                        && it.contains("\"key_id\":\"alias/files\"")
                        && it.contains("\"key_size_bits\":256"));

        decrypt(0, "--context", "app=mail");

        assertThat(file("again")).hasBinaryContent(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("again"))))
                .isEqualTo("rw-------");
        assertThat(service.requests())
                .anyMatch(it -> it.startsWith("POST data-keys/unwrap ")
                        && it.contains("\"key_id\":\"" + KEY_ID)
                        && it.contains("\"day\":\"1\"")
                        && it.contains("d3JhcHBlZA=="));
    }

    @Test
    void whatWasWrittenIsTold() throws Exception {
        assertThat(encrypt("-o", "json"))
                .isEqualTo(
                        "{\"key_id\":\"%s\",\"cipher\":\"AES256_GCM_HKDF_1MB\",\"bytes\":%d,\"receipt_id\":\"made\"}\n"
                                .formatted(KEY_ID, Files.size(file("secret"))));
        assertThat(service.call(
                                0,
                                "decrypt",
                                file("secret").toString(),
                                "--out",
                                file("again").toString())
                        .output())
                .startsWith(KEY_ID)
                .containsPattern("bytes +3,000,000\n")
                .containsPattern("receipt +opened\n");
    }

    @Test
    void ofBytesOnStandardOutputNothingIsTold() {
        encrypt();
        int asked = service.requests().size();

        for (String[] call : new String[][] {
            {"encrypt", "alias/files", file("plain").toString(), "-o", "json"},
            {"decrypt", file("secret").toString(), "--out", "-", "-o", "yaml"}
        }) {
            assertThat(service.call(2, call).errors()).contains("name a file for them by --out");
        }
        assertThat(service.requests()).hasSize(asked);
    }

    @Test
    void tinkReadsTheFileByTheDataKeyAndTheHeader() throws Exception {
        encrypt();
        byte[] secret = Files.readAllBytes(file("secret"));
        assertThat(new String(secret, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("KWF1");
        int header = 8 + ByteBuffer.wrap(secret).getInt(4);
        assertThat(new String(secret, 8, header - 8, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"cipher\":\"AES256_GCM_HKDF_1MB\",\"key_id\":\"%s\",\"wrapped\":\"d3JhcHBlZA==\",\"context\":{}}"
                                .formatted(KEY_ID));

        try (InputStream in = Files.newInputStream(file("secret"))) {
            in.skipNBytes(header);
            InputStream plain = new AesGcmHkdfStreaming(DATA_KEY, "HMACSHA256", 32, 1 << 20, 0)
                    .newDecryptingStream(in, Arrays.copyOf(secret, header));
            assertThat(plain.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void whatWasAlteredAnywhereIsRefusedAndLeavesNoFile() throws Exception {
        encrypt();
        for (int at : new int[] {0, 6, 20, 60, 300, 2_000_000, -1}) {
            alter(at);
            assertThat(decrypt(1))
                    .as("altered at %d", at)
                    .startsWith("keywright: ")
                    .doesNotContain("Exception");
            assertThatNothingIsLeft();
            alter(at);
        }
        decrypt(0);
    }

    @Test
    void aFileThatWasCutOffOrAddedToIsRefusedAndLeavesWhatWasThere() throws Exception {
        encrypt();
        byte[] whole = Files.readAllBytes(file("secret"));
        for (int length : new int[] {0, 3, 8, 100, 1 << 20, whole.length - 1, whole.length + 1}) {
            Files.write(file("secret"), Arrays.copyOf(whole, length));
            assertThat(decrypt(1)).as("length %d", length).contains("secret");
            assertThatNothingIsLeft();
        }
        Files.writeString(file("again"), "before");
        decrypt(1);
        assertThat(file("again")).hasContent("before");
    }

    @Test
    void aFileOfAnotherContextThanExpectedIsRefused() throws Exception {
        encrypt("--context", "app=mail");

        assertThat(decrypt(1, "--context", "app=pay")).contains("--context app=pay");
        assertThat(decrypt(1, "--context", "app=mail", "--context", "day=1")).contains("was not encrypted with");
        assertThatNothingIsLeft();
    }

    @Test
    void throughAPipeTheExitCodeSaysThatTheEndIsMissing() throws Exception {
        encrypt();
        Files.write(file("secret"), Arrays.copyOf(Files.readAllBytes(file("secret")), 2_500_000));

        assertThat(service.call(1, "decrypt", file("secret").toString()).errors())
                .contains("trust nothing that came out");
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThat(service.call(
                                2,
                                "encrypt",
                                "alias/files",
                                file("none").toString(),
                                "--out",
                                file("x").toString())
                        .errors())
                .contains("there is no " + file("none"));
        assertThat(service.call(2, "decrypt", folder.toString()).errors()).contains("is a folder");
        assertThat(service.call(1, "decrypt", file("plain").toString()).errors())
                .contains("is no file that this version");
        assertThat(service.call(2, "encrypt", "../x", file("plain").toString()).errors())
                .contains("KEY must be");
    }
}
