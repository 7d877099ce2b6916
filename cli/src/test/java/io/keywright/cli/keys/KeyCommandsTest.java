package io.keywright.cli.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.kms.StubService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands ask of a service that does what the contract says, and how they show it. */
class KeyCommandsTest {

    private static final int RSA_BYTES = 384;
    private static final String KEY = "0190f5a1-7e1c-7b3a-8d2e-000000000001";
    private static final String RECEIPT = "0190f5a1-7e1c-7b3a-8d2e-000000000009";

    @TempDir
    private Path folder = Path.of("");

    private StubService service;
    private byte[] wrapped = {};

    @BeforeEach
    void serve() throws Exception {
        service = new StubService(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>(Map.of(
                "key_id", KEY, "key_type", "AES-256", "key_state", "active", "tenant_id", "t", "environment", "dev"));
        key.put("plane", "tenant");
        key.put("key_usage", List.of("encrypt"));
        key.put("created_at", "2026-11-27T05:00:00.000Z");
        key.put("valid_until", "2027-11-27T05:00:00.000Z");
        key.put("rotation_count", 0);
        key.put("protection", "software");
        return key;
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BYTES * Byte.SIZE);
        return generator.generateKeyPair();
    }

    /** As RFC 8017 and RFC 5649 have it, step by step. */
    private static byte[] unwrapped(PrivateKey recipient, byte[] wrapped) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                recipient,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] aes = rsa.doFinal(wrapped, 0, RSA_BYTES);
        Cipher unwrap = Cipher.getInstance("AES/KWP/NoPadding");
        unwrap.init(Cipher.DECRYPT_MODE, new SecretKeySpec(aes, "AES"));
        return unwrap.doFinal(wrapped, RSA_BYTES, wrapped.length - RSA_BYTES);
    }

    private void imports(KeyPair recipient) {
        service.on("POST keys/imports", _ -> Map.of("import_id", RECEIPT, "wrapping_key", pem(recipient)))
                .on("POST keys/imports/" + RECEIPT, body -> {
                    wrapped = Base64.getDecoder().decode(String.valueOf(body.get("wrapped_material")));
                    return key();
                });
    }

    @Test
    void anImportedKeyLeavesThisMachineWrappedOnly() throws Exception {
        KeyPair recipient = rsa();
        imports(recipient);
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) 7);
        Path file = Files.write(folder.resolve("material"), material);

        assertThat(service.call(0, "keys", "import", file.toString(), "--type", "AES-256", "--exportable")
                        .output())
                .startsWith(KEY);
        assertThat(service.requests())
                .contains(
                        "POST keys/imports {\"exportable\":true,\"key_type\":\"AES-256\",\"key_usage\":[\"encrypt\",\"decrypt\"]}");
        assertThat(unwrapped(recipient.getPrivate(), wrapped)).isEqualTo(material);
    }

    @Test
    void aPrivateKeyInPemIsImportedAsItsPkcs8() throws Exception {
        KeyPair recipient = rsa();
        imports(recipient);
        PrivateKey imported = rsa().getPrivate();
        Path file = Files.writeString(
                folder.resolve("private.pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(imported.getEncoded())));
        service.call(0, "keys", "import", file.toString(), "--type", "RSA-2048");

        assertThat(unwrapped(recipient.getPrivate(), wrapped)).isEqualTo(imported.getEncoded());
        Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThat(service.call(2, "keys", "import", file.toString(), "--type", "RSA-2048")
                        .errors())
                .contains("openssl pkcs8 -topk8");
    }

    @Test
    void anExportedKeyIsAskedForWithTheRecipientsPublicKey() throws Exception {
        service.on(
                "POST keys/" + KEY + "/export",
                body -> Map.of(
                        "key_id", KEY, "wrapped_material", "AQID", "wrapping_algorithm", "RSA-OAEP-256+AES-KWP"));
        Path recipient = Files.writeString(folder.resolve("recipient.pem"), pem(rsa()));

        assertThat(service.call(0, "keys", "export", KEY, "--wrapping-key", recipient.toString(), "--encoding", "hex")
                        .output())
                .isEqualTo("010203\n");
        assertThat(service.requests()).last().asString().contains("BEGIN PUBLIC KEY");
    }

    @Test
    void usesAreShownDayByDay() {
        service.on(
                "GET keys/%s/usage?from=2026-11-01".formatted(KEY),
                _ -> Map.of(
                        "key_id",
                        KEY,
                        "key_state",
                        "pending_rotation",
                        "from",
                        "2026-11-01T00:00:00.000Z",
                        "total_uses",
                        1234,
                        "encryptions",
                        5678,
                        "encryption_limit",
                        4294967296L,
                        "days",
                        List.of(Map.of(
                                "day",
                                "2026-11-26",
                                "module",
                                "M21",
                                "operation",
                                "decrypt",
                                "uses",
                                1234,
                                "refused",
                                2,
                                "last_receipt_id",
                                RECEIPT))));

        assertThat(service.call(0, "keys", "usage", KEY, "--from", "2026-11-01").output())
                .contains("pending_rotation, used 1,234 times since 2026-11-01")
                .contains("Encrypted 5,678 times; at most 4,294,967,296 times")
                .containsPattern("2026-11-26 +M21 +decrypt +1234 +2 +" + RECEIPT);
    }

    @Test
    void whatRotatesAndWhatCameOfItIsListed() {
        service.on(
                        "GET rotation/calendar?limit=20",
                        _ -> Map.of(
                                "rotations",
                                List.of(
                                        Map.of(
                                                "due_at",
                                                "2026-12-01T00:00:00.000Z",
                                                "tenant_id",
                                                "t",
                                                "key_id",
                                                KEY,
                                                "key_type",
                                                "AES-256",
                                                "overdue",
                                                true,
                                                "outlook",
                                                "will_rotate"),
                                        Map.of(
                                                "due_at",
                                                "2027-02-01T00:00:00.000Z",
                                                "tenant_id",
                                                "t",
                                                "root_version",
                                                2,
                                                "overdue",
                                                false,
                                                "outlook",
                                                "rotates"))))
                .on(
                        "GET rotation/runs?limit=20",
                        _ -> Map.of(
                                "runs",
                                List.of(Map.of(
                                        "run_id",
                                        RECEIPT,
                                        "started_at",
                                        "2026-11-27T05:00:00.000Z",
                                        "rotated",
                                        3,
                                        "failed",
                                        1,
                                        "skipped",
                                        0))));

        assertThat(service.call(0, "rotation", "calendar").output())
                .containsPattern(KEY + " +- +AES-256 +will_rotate, overdue")
                .containsPattern("t +root, version 2 +- +- +rotates");
        assertThat(service.call(0, "rotation", "runs").output()).containsPattern(RECEIPT + " +2026\\S+ +- +3 +1 +0");
    }

    @Test
    void randomBytesComeInTheFormThatIsWanted() throws Exception {
        service.on("POST random", body -> Map.of("bytes", "AQID", "receipt_id", RECEIPT));

        assertThat(service.call(0, "random", "3", "--encoding", "hex").output()).isEqualTo("010203\n");
        service.call(
                0,
                "random",
                "3",
                "--encoding",
                "raw",
                "--out",
                folder.resolve("r").toString());
        assertThat(folder.resolve("r")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void aDataKeyIsShownToNobodyWhoDidNotNameAFile() throws Exception {
        service.on(
                        "POST data-keys",
                        body -> Boolean.TRUE.equals(body.get("plaintext"))
                                ? Map.of("wrapped", "d3JhcHBlZA==", "plaintext", "AQID", "key_id", KEY)
                                : Map.of("wrapped", "d3JhcHBlZA==", "key_id", KEY))
                .on("POST data-keys/unwrap", _ -> Map.of("plaintext", "AQID", "key_id", KEY));
        Path file = folder.resolve("data-key");

        assertThat(service.call(0, "data-key", "create", KEY).output()).isEqualTo("d3JhcHBlZA==\n");
        assertThat(service.call(0, "data-key", "create", KEY, "--out", file.toString(), "-o", "json")
                        .output())
                .doesNotContain("AQID");
        assertThat(file).hasContent("AQID\n");
        Path wrappedKey = Files.write(folder.resolve("wrapped"), "d3JhcHBlZA==\n".getBytes(US_ASCII));
        assertThat(service.call(0, "data-key", "unwrap", wrappedKey.toString()).output())
                .isEqualTo("AQID\n");
    }

    @Test
    void aMoveThatMayNeedAnApprovalIsMadeToTheKeyAndNotToItsAlias() {
        service.on("GET keys/alias/a", _ -> key())
                .on("POST keys/" + KEY + "/rotate", _ -> Map.of("old_key_id", KEY, "new_key_id", RECEIPT));

        assertThat(service.call(0, "keys", "rotate", "alias/a", "--emergency").output())
                .startsWith(RECEIPT);
        assertThat(service.requests()).contains("POST keys/" + KEY + "/rotate {\"emergency\":true}");
    }
}
