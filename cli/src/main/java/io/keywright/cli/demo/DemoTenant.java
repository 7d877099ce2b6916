package io.keywright.cli.demo;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tenant {@code demo} asks of the service. Remembers the receipt of every answer. For one thread. */
final class DemoTenant {

    /** The most that the service gives at once. */
    private static final int PAGE = 100;

    private final KmsClient client;
    private final List<String> receiptIds = new ArrayList<>();

    DemoTenant(KmsClient client) {
        this.client = client;
    }

    /**
     * A key of the tenant's.
     *
     * @param publicKey PEM, empty for a symmetric key
     */
    record TenantKey(String id, String type, String publicKey) {}

    /** A signature and the JOSE name of its algorithm. */
    record Signed(byte[] signature, String algorithm) {}

    /** A ciphertext, the tag at its end, with its initialization vector. */
    record Encrypted(byte[] ciphertext, byte[] iv, String algorithm) {}

    TenantKey makeKey(String type, List<String> usage) throws IOException, InterruptedException {
        KmsAnswer answer = post("keys", Map.of("key_type", type, "key_usage", usage));
        return new TenantKey(answer.text("key_id"), type, answer.text("public_key"));
    }

    Signed sign(TenantKey key, byte[] data) throws IOException, InterruptedException {
        KmsAnswer answer = post("sign", Map.of("key_id", key.id(), "data", base64(data)));
        return new Signed(answer.bytes("signature"), answer.text("algorithm"));
    }

    boolean verify(TenantKey key, byte[] data, Signed signed) throws IOException, InterruptedException {
        Map<String, String> request = Map.of(
                "key_id", key.id(),
                "data", base64(data),
                "signature", base64(signed.signature()),
                "algorithm", signed.algorithm());
        return post("verify", request).flag("valid");
    }

    Encrypted encrypt(TenantKey key, byte[] plaintext) throws IOException, InterruptedException {
        KmsAnswer answer = post("encrypt", Map.of("key_id", key.id(), "plaintext", base64(plaintext)));
        return new Encrypted(answer.bytes("ciphertext"), answer.bytes("iv"), answer.text("algorithm"));
    }

    byte[] decrypt(TenantKey key, Encrypted encrypted) throws IOException, InterruptedException {
        Map<String, String> request = Map.of(
                "key_id", key.id(),
                "ciphertext", base64(encrypted.ciphertext()),
                "iv", base64(encrypted.iv()),
                "algorithm", encrypted.algorithm());
        return post("decrypt", request).bytes("plaintext");
    }

    /** Answers the successor's id. */
    String rotate(TenantKey key) throws IOException, InterruptedException {
        return post("keys/" + key.id() + "/rotate", Map.of()).text("new_key_id");
    }

    /** The receipts of all answers so far, the oldest first. */
    List<String> receiptsGiven() {
        return List.copyOf(receiptIds);
    }

    /** The ids of all receipts of the tenant that the service knows, page by page. */
    List<String> receiptsListed() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            String next = token.get().isEmpty() ? "" : "&page_token=" + token.get();
            KmsAnswer page = client.get("receipts?limit=" + PAGE + next);
            page.objects("receipts").forEach(receipt -> ids.add(receipt.text("receipt_id")));
            token = page.optionalText("next_page_token");
        }
        return ids;
    }

    /** A receipt and its proof, as they are. */
    Evidence.Exhibit exhibit(String receiptId) throws IOException, InterruptedException {
        String path = "receipts/" + receiptId;
        return new Evidence.Exhibit(receiptId, client.bytes(path), client.bytes(path + "/proof"));
    }

    /** The ledger's verifier key lines. */
    String ledgerKeys() throws IOException, InterruptedException {
        return client.text("ledger/keys");
    }

    private KmsAnswer post(String path, Map<String, ?> members) throws IOException, InterruptedException {
        KmsAnswer answer = client.post(path, members);
        receiptIds.add(answer.text("receipt_id"));
        return answer;
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
