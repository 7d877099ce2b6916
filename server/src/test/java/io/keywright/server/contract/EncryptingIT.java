package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /encrypt and POST /decrypt. */
@Served
class EncryptingIT {

    private static final byte[] PLAINTEXT = "what nobody else should read".getBytes(UTF_8);
    private static final byte[] AAD = "where it belongs".getBytes(UTF_8);
    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final Kms kms;
    private final String keyId;

    EncryptingIT(Installation server) {
        this.kms = server.asNewTenant();
        this.keyId = kms.newKey("AES-256", "key_alias", "box");
    }

    @ParameterizedTest
    @CsvSource({
        "AES-256-GCM, 0",
        "AES-256-GCM, 1",
        "AES-256-GCM, 524288",
        "CHACHA20-POLY1305, 0",
        "CHACHA20-POLY1305, 1",
        "CHACHA20-POLY1305, 524288"
    })
    void whatIsEncryptedIsDecrypted(String algorithm, int bytes) {
        byte[] plaintext = new byte[bytes];
        Arrays.fill(plaintext, (byte) 7);
        Reply encrypted = kms.encrypt(keyId, plaintext, "algorithm", algorithm, "aad", AAD)
                .expect(200);
        byte[] ciphertext = encrypted.bytes("ciphertext");
        byte[] iv = encrypted.bytes("iv");

        assertThat(encrypted.text("algorithm")).isEqualTo(algorithm);
        assertThat(ciphertext).hasSize(bytes + TAG_BYTES);
        assertThat(iv).hasSize(IV_BYTES);
        assertThat(kms.decrypt(keyId, ciphertext, iv, "algorithm", algorithm, "aad", AAD)
                        .expect(200)
                        .bytes("plaintext"))
                .isEqualTo(plaintext);
    }

    @Test
    void everyMemberIsAnsweredAndNothingElse() {
        Reply encrypted = kms.encrypt(keyId, PLAINTEXT).expect(200);
        Reply decrypted = kms.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(200);

        assertThat(encrypted.members())
                .containsExactlyInAnyOrder("ciphertext", "key_id", "algorithm", "iv", "receipt_id");
        assertThat(encrypted.text("algorithm")).isEqualTo("AES-256-GCM");
        assertThat(encrypted.text("key_id")).isEqualTo(keyId);
        assertThat(decrypted.members()).containsExactlyInAnyOrder("plaintext", "key_id", "receipt_id");
        assertThat(decrypted.text("key_id")).isEqualTo(keyId);
        kms.get("/receipts/" + encrypted.text("receipt_id")).expect(200);
        kms.get("/receipts/" + decrypted.text("receipt_id")).expect(200);
    }

    @Test
    void noAadAndEmptyAadAreTheSame() {
        Reply encrypted = kms.encrypt(keyId, PLAINTEXT).expect(200);

        kms.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"), "aad", new byte[0])
                .expect(200);
        kms.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv")).expect(200);
        Refusal.of(
                kms.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"), "aad", null),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void anAliasEncryptsAndDecryptsAndTheAnswerNamesTheKey() {
        Reply encrypted = kms.encrypt("alias/box", PLAINTEXT).expect(200);
        Reply decrypted = kms.decrypt("alias/box", encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(200);

        assertThat(encrypted.text("key_id")).isEqualTo(keyId);
        assertThat(decrypted.text("key_id")).isEqualTo(keyId);
        assertThat(decrypted.bytes("plaintext")).isEqualTo(PLAINTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "CHACHA20-POLY1305"})
    void noIvComesTwice(String algorithm) {
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ivs.add(kms.encrypt(keyId, PLAINTEXT, "algorithm", algorithm)
                    .expect(200)
                    .text("iv"));
        }
        assertThat(ivs).hasSize(100);
    }

    @Test
    void aCallerCannotChooseTheIv() {
        Refusal.of(kms.encrypt(keyId, PLAINTEXT, "iv", new byte[IV_BYTES]), 400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-256-GCM", "CHACHA20-POLY1305"})
    void everyFailureToDecryptLooksAlike(String algorithm) {
        Reply encrypted = kms.encrypt(keyId, PLAINTEXT, "algorithm", algorithm, "aad", AAD)
                .expect(200);
        byte[] ciphertext = encrypted.bytes("ciphertext");
        byte[] iv = encrypted.bytes("iv");
        String otherKey = kms.newKey("AES-256");
        String otherAlgorithm = algorithm.equals("AES-256-GCM") ? "CHACHA20-POLY1305" : "AES-256-GCM";
        Map<String, Reply> failures = new LinkedHashMap<>();
        failures.put("tag", decrypt(keyId, flipped(ciphertext, ciphertext.length - 1), iv, algorithm, AAD));
        failures.put("ciphertext", decrypt(keyId, flipped(ciphertext, 0), iv, algorithm, AAD));
        failures.put("iv", decrypt(keyId, ciphertext, flipped(iv, 3), algorithm, AAD));
        failures.put("short iv", decrypt(keyId, ciphertext, Arrays.copyOf(iv, 11), algorithm, AAD));
        failures.put("long iv", decrypt(keyId, ciphertext, Arrays.copyOf(iv, 16), algorithm, AAD));
        failures.put("no iv", decrypt(keyId, ciphertext, new byte[0], algorithm, AAD));
        failures.put("aad", decrypt(keyId, ciphertext, iv, algorithm, flipped(AAD, 0)));
        failures.put("no aad", decrypt(keyId, ciphertext, iv, algorithm, new byte[0]));
        failures.put("other key", decrypt(otherKey, ciphertext, iv, algorithm, AAD));
        failures.put("other algorithm", decrypt(keyId, ciphertext, iv, otherAlgorithm, AAD));
        failures.put("truncated", decrypt(keyId, Arrays.copyOf(ciphertext, ciphertext.length - 1), iv, algorithm, AAD));
        failures.put("tag only", decrypt(keyId, Arrays.copyOf(ciphertext, TAG_BYTES), iv, algorithm, AAD));
        failures.put("half a tag", decrypt(keyId, Arrays.copyOf(ciphertext, 8), iv, algorithm, AAD));
        failures.put("nothing", decrypt(keyId, new byte[0], iv, algorithm, AAD));

        failures.values().forEach(reply -> Refusal.of(reply, 400, "INVALID_REQUEST", "decryption_failed"));
        assertThat(failures.values().stream().map(Refusal::anonymous).distinct())
                .hasSize(1);
    }

    @Test
    void halfAMebibyteIsEncryptedAndOneByteMoreIsNot() {
        Refusal.of(kms.encrypt(keyId, new byte[(512 << 10) + 1]), 400, "INVALID_REQUEST");
    }

    @Test
    void aKeyOfOneUsageServesNoOther() {
        String encryptOnly =
                kms.create("AES-256", List.of("encrypt")).expect(201).text("key_id");
        Reply encrypted = kms.encrypt(encryptOnly, PLAINTEXT).expect(200);
        String decryptOnly =
                kms.create("AES-256", List.of("decrypt")).expect(201).text("key_id");

        Refusal.of(
                kms.decrypt(encryptOnly, encrypted.bytes("ciphertext"), encrypted.bytes("iv")),
                400,
                "INVALID_REQUEST",
                "key_usage");
        Refusal.of(kms.encrypt(decryptOnly, PLAINTEXT), 400, "INVALID_REQUEST", "key_usage");
    }

    @Test
    void aDataKeyIsShownOnceUnlessItIsNotWantedAndUnwrapsAlikeEveryTime() {
        Object context = Body.of("file", "a");
        Reply made = kms.dataKey("alias/box", "context", context).expect(200);
        byte[] wrapped = made.bytes("wrapped");
        assertThat(made.members()).containsExactlyInAnyOrder("wrapped", "plaintext", "key_id", "receipt_id");
        assertThat(made.bytes("plaintext")).hasSize(32);
        for (int i = 0; i < 2; i++) {
            Reply opened = kms.unwrap(wrapped, "context", context).expect(200);
            assertThat(opened.members()).containsExactlyInAnyOrder("plaintext", "key_id", "receipt_id");
            assertThat(opened.bytes("plaintext")).isEqualTo(made.bytes("plaintext"));
        }
        assertThat(kms.dataKey(keyId, "plaintext", false).expect(200).members())
                .containsExactlyInAnyOrder("wrapped", "key_id", "receipt_id");

        Refusal.of(kms.unwrap(wrapped), 400, "INVALID_REQUEST", "decryption_failed");
        Refusal.of(kms.unwrap(new byte[61], "context", context), 400, "INVALID_REQUEST", "decryption_failed");
        Refusal.of(kms.unwrap(wrapped, "context", Body.of("file", 1)), 400, "INVALID_REQUEST");
        Refusal.of(kms.dataKey(keyId, "key_size_bits", 192), 400, "INVALID_REQUEST");
        Refusal.of(kms.dataKey(keyId, "context", Body.of("file", null)), 400, "INVALID_REQUEST");
    }

    @Test
    void aBatchAnswersEachItemAndOneReceiptTellsOfAll() {
        Reply made = kms.post(
                        "/encrypt/batch",
                        Body.of(
                                "key_id",
                                "alias/box",
                                "items",
                                List.of(
                                        Body.of("plaintext", PLAINTEXT, "aad", AAD),
                                        Body.of("plaintext", new byte[0]))))
                .expect(200);
        assertThat(made.members()).containsExactlyInAnyOrder("key_id", "algorithm", "receipt_id", "items");
        List<JsonNode> items = made.json().path("items").valueStream().toList();
        assertThat(items.getFirst().propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("ciphertext", "key_id", "algorithm", "iv");
        List<Object> sent = items.stream()
                .<Object>map(item -> Body.of(
                        "ciphertext",
                        item.path("ciphertext").asText(),
                        "iv",
                        item.path("iv").asText()))
                .toList();
        Reply opened = kms.post("/decrypt/batch", Body.of("key_id", keyId, "items", sent))
                .expect(200);
        assertThat(opened.json().path("items").path(1).path("plaintext").asText())
                .isEmpty();
        JsonNode error = opened.json().path("items").path(0).path("error");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(error.path("details").path("reason").asText()).isEqualTo("decryption_failed");
        JsonNode change = kms.get("/receipts/" + opened.text("receipt_id") + "/change")
                .expect(200)
                .json();
        assertThat(change.path("batch").path("items").asInt()).isEqualTo(2);
        assertThat(change.path("batch").path("failures").asInt()).isEqualTo(1);
    }

    @Test
    void aBatchThatIsEmptyTooLongOrTooLargeIsRefusedWhole() {
        Object item = Body.of("plaintext", new byte[1]);
        for (List<Object> items : List.<List<Object>>of(
                List.of(),
                Collections.nCopies(1001, item),
                Collections.nCopies(2, Body.of("plaintext", new byte[(256 << 10) + 1])))) {
            Refusal.of(kms.post("/encrypt/batch", Body.of("key_id", keyId, "items", items)), 400, "INVALID_REQUEST");
        }
        Refusal.of(
                kms.post("/encrypt/batch", Body.of("key_id", keyId, "items", List.of(Body.of("plaintxt", "")))),
                400,
                "INVALID_REQUEST");
        kms.post("/encrypt/batch", Body.of("key_id", keyId, "items", Collections.nCopies(1000, item)))
                .expect(200);
    }

    @Test
    void aCiphertextMovesToTheNewestVersionAndNothingIsShownOfIt() {
        String source = kms.newKey("AES-256");
        Reply old = kms.encrypt(source, PLAINTEXT, "aad", AAD).expect(200);
        String newest = kms.rotate(source).expect(200).text("new_key_id");
        Reply moved = kms.post(
                        "/re-encrypt",
                        Body.of(
                                "key_id",
                                source,
                                "ciphertext",
                                old.bytes("ciphertext"),
                                "iv",
                                old.bytes("iv"),
                                "aad",
                                AAD))
                .expect(200);
        assertThat(moved.members())
                .containsExactlyInAnyOrder("ciphertext", "key_id", "algorithm", "iv", "source_key_id", "receipt_id");
        assertThat(moved.text("key_id")).isEqualTo(newest);
        assertThat(moved.text("source_key_id")).isEqualTo(source);
        assertThat(kms.decrypt(newest, moved.bytes("ciphertext"), moved.bytes("iv"), "aad", AAD)
                        .expect(200)
                        .bytes("plaintext"))
                .isEqualTo(PLAINTEXT);
    }

    private Reply decrypt(String key, byte[] ciphertext, byte[] iv, String algorithm, byte[] aad) {
        return kms.decrypt(key, ciphertext, iv, "algorithm", algorithm, "aad", aad);
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }
}
