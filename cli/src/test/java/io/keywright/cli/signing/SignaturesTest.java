package io.keywright.cli.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.kms.StubService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {

    private static final String KEY = "0190f5a1-7e1c-7b3a-8d2e-000000000001";
    private static final byte[] SIGNATURE = {1, 2, 3, (byte) 0xff};
    private static final int LARGE = 600_000;

    @TempDir
    private Path folder = Path.of("");

    private StubService service;

    @BeforeEach
    void serve() throws Exception {
        service = new StubService(folder)
                .on(
                        "POST sign",
                        _ -> Map.of(
                                "signature", base64(SIGNATURE), "key_id", KEY, "algorithm", "PS256", "receipt_id", "r"))
                .on(
                        "POST verify",
                        body -> Map.of(
                                "valid",
                                base64(SIGNATURE).equals(body.get("signature")),
                                "key_id",
                                KEY,
                                "algorithm",
                                "PS256"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content).toString();
    }

    private void keyIsOf(String type) {
        service.on("GET keys/" + KEY, _ -> Map.of("key_type", type));
    }

    @Test
    void aSmallFileIsSentWholeAndItsSignaturePrinted() throws Exception {
        String small = file("small", new byte[] {'a'});

        assertThat(service.call(0, "sign", KEY, small).output()).isEqualTo("AQID/w==\n");
        assertThat(service.call(0, "sign", KEY, small, "--encoding", "hex").output())
                .isEqualTo("010203ff\n");
        assertThat(service.call(0, "sign", KEY, small, "-o", "yaml").output()).contains("algorithm: PS256");
        assertThat(service.requests()).contains("POST sign {\"data\":\"YQ==\",\"key_id\":\"%s\"}".formatted(KEY));
    }

    @Test
    void aSignatureGoesIntoAFileAndIsCheckedFromIt() throws Exception {
        String small = file("small", new byte[] {'a'});
        String signature = folder.resolve("small.sig").toString();
        service.call(0, "sign", KEY, small, "--encoding", "raw", "--out", signature);

        assertThat(Path.of(signature)).hasBinaryContent(SIGNATURE);
        assertThat(service.call(0, "verify-signature", KEY, small, "--signature", signature, "--encoding", "raw")
                        .output())
                .contains("✓ The signature is right: PS256");
    }

    @Test
    void aWrongSignatureIsExitCode1() throws Exception {
        String small = file("small", new byte[] {'a'});
        String wrong = file("wrong", "AQID/g==\n".getBytes(US_ASCII));

        assertThat(service.call(1, "verify-signature", KEY, small, "--signature", wrong)
                        .output())
                .contains("✗ The signature is wrong");
        assertThat(service.call(1, "verify-signature", KEY, small, "--signature", wrong, "-o", "json")
                        .output())
                .contains("\"valid\":false");
        assertThat(service.call(2, "verify-signature", KEY, small, "--signature", wrong, "--encoding", "hex")
                        .errors())
                .contains("The signature is not in hex");
    }

    @Test
    void aLargeFileIsHashedHereAsItsKeyDoes() throws Exception {
        byte[] content = new byte[LARGE];
        String large = file("large", content);
        for (String[] each : new String[][] {{"RSA-2048", "SHA-256"}, {"EC-P256", "SHA-256"}, {"EC-P384", "SHA-384"}}) {
            keyIsOf(each[0]);
            service.call(0, "sign", KEY, large);

            assertThat(service.requests())
                    .last()
                    .isEqualTo("POST sign {\"digest\":\"%s\",\"digest_algorithm\":\"%s\",\"key_id\":\"%s\"}"
                            .formatted(base64(MessageDigest.getInstance(each[1]).digest(content)), each[1], KEY));
        }
    }

    @Test
    void aLargeFileIsNotForKeysThatNeedAllOfItAtOnce() throws Exception {
        keyIsOf("Ed25519");

        assertThat(service.call(2, "sign", KEY, file("large", new byte[LARGE])).errors())
                .contains("more than 512 KiB, and Ed25519 keys need all of it at once", "RSA or EC key");
        assertThat(service.requests()).noneMatch(it -> it.startsWith("POST"));
    }
}
