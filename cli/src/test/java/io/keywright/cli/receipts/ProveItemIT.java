package io.keywright.cli.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.SharedServer;
import io.keywright.cli.json.JsonLine;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a batch of a real service to the proof of each of its items. */
class ProveItemIT {

    private static final String PLAINTEXT = "c2VjcmV0";

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private KmsAnswer batch(KmsClient demo, String path, String key, List<? extends Map<String, ?>> items)
            throws Exception {
        Map<String, ?> request = Map.of("key_id", key, "items", items);
        KmsAnswer answer = demo.post(path + "/batch", request);
        String id = answer.text("receipt_id");
        Files.writeString(folder.resolve("request.json"), JsonLine.of(request));
        Files.writeString(folder.resolve("answer.json"), answer.json());
        for (String part : List.of("", "/proof", "/change")) {
            Files.write(folder.resolve("receipt" + part.replace('/', '.')), demo.bytes("receipts/" + id + part));
        }
        return answer;
    }

    private String[] prove(int index) {
        return new String[] {
            "receipts",
            "prove-item",
            "--receipt",
            file("receipt"),
            "--change",
            file("receipt.change"),
            "--request",
            file("request.json"),
            "--answer",
            file("answer.json"),
            "--index",
            String.valueOf(index),
            "--out",
            file("item.json")
        };
    }

    private String verify(int exitCode) {
        return SharedServer.run(
                        exitCode,
                        "verify",
                        "--key",
                        SERVER.ledgerKey(),
                        "--receipt",
                        file("receipt"),
                        "--proof",
                        file("receipt.proof"),
                        "--change",
                        file("receipt.change"),
                        "--item",
                        file("item.json"))
                .output();
    }

    private void eachIsProved(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SharedServer.run(0, prove(i));
            assertThat(Files.readString(folder.resolve("item.json"))).doesNotContain(PLAINTEXT, "plaintext", "aad");
            assertThat(verify(0)).contains("✓ Item " + i + " of the batch is what it says.");
        }
        Path item = folder.resolve("item.json");
        String altered = Files.readString(item).replace("\"index\":" + (count - 1), "\"index\":0");
        Files.writeString(item, altered);
        assertThat(verify(1)).contains("ITEM_WRONG");
    }

    @Test
    void eachItemOfEachKindOfBatchIsProved() throws Exception {
        try (KmsClient demo = SERVER.demo()) {
            String signing = key(demo, "Ed25519", "sign", "verify");
            KmsAnswer signed = batch(demo, "sign", signing, items(3, i -> Map.of("data", "AAA" + i)));
            eachIsProved(3);
            List<String> signatures = values(signed, "signature");
            batch(demo, "verify", signing, items(3, i -> Map.of("data", "AAA0", "signature", signatures.get(i))));
            eachIsProved(3);

            String box = key(demo, "AES-256", "encrypt", "decrypt");
            KmsAnswer sealed = batch(demo, "encrypt", box, items(3, i -> Map.of("plaintext", PLAINTEXT)));
            eachIsProved(3);
            List<Map<String, ?>> ciphertexts = new ArrayList<>();
            for (KmsAnswer item : sealed.objects("items")) {
                ciphertexts.add(Map.of("ciphertext", item.text("ciphertext"), "iv", item.text("iv")));
            }
            ciphertexts.add(Map.of("ciphertext", "AAAAAAAAAAAAAAAAAAAAAAAA", "iv", "AAAAAAAAAAAAAAAA"));
            batch(demo, "decrypt", box, ciphertexts);
            eachIsProved(4);
            batch(demo, "re-encrypt", box, ciphertexts);
            eachIsProved(4);
            assertThat(verify(1)).as("altered before").contains("ITEM_WRONG");
        }
    }

    @Test
    void whatIsNotOfTheBatchIsNotProved() throws Exception {
        try (KmsClient demo = SERVER.demo()) {
            String box = key(demo, "AES-256", "encrypt", "decrypt");
            batch(demo, "encrypt", box, items(2, i -> Map.of("plaintext", PLAINTEXT)));
            Path answer = folder.resolve("answer.json");
            String right = Files.readString(answer);
            Files.writeString(answer, right.replaceFirst("\"iv\":\"....", "\"iv\":\"AAAA"));
            assertThat(SharedServer.run(1, prove(0)).errors()).contains("is not what the change tells");
            Files.writeString(answer, right);
            assertThat(SharedServer.run(2, prove(2)).errors()).contains("--index must be from 0 to 1");
            Files.writeString(answer, "{}");
            assertThat(SharedServer.run(2, prove(0)).errors()).contains("--answer: " + answer + " has no items");
        }
        assertThat(folder.resolve("item.json")).doesNotExist();
    }

    private static String key(KmsClient demo, String type, String... usages) throws Exception {
        return demo.post("keys", Map.of("key_type", type, "key_usage", List.of(usages)))
                .text("key_id");
    }

    private static List<Map<String, String>> items(int count, IntFunction<Map<String, String>> item) {
        return IntStream.range(0, count).mapToObj(item).toList();
    }

    private static List<String> values(KmsAnswer answer, String member) {
        return answer.objects("items").stream().map(item -> item.text(member)).toList();
    }
}
