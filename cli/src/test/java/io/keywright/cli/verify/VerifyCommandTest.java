package io.keywright.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.Keywright;
import io.keywright.cli.installation.Installation;
import io.keywright.ledger.batch.BatchDigest;
import io.keywright.ledger.batch.ItemProof;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private final CapturedTerminal screen = new CapturedTerminal();
    private ProvedReceipt proved = new ProvedReceipt("", new byte[0], new byte[0]);
    private Path receipt = Path.of("");
    private Path proof = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void saveAsCurlWould() throws IOException, GeneralSecurityException {
        proved = ProvedReceipt.make();
        receipt = Files.write(folder.resolve("receipt.json"), proved.receipt());
        proof = Files.write(folder.resolve("receipt.tlog-proof"), proved.proof());
    }

    private int run(String... arguments) {
        return Keywright.run(screen.terminal(), new Installation(folder), arguments);
    }

    private int verify(String key) {
        return run("verify", "--key", key, "--receipt", receipt.toString(), "--proof", proof.toString());
    }

    @Test
    void aProvedReceiptIsShownWithWhatItProves() {
        assertThat(verify(proved.key())).isZero();

        assertThat(screen.output())
                .contains("✓ Signed by the ledger's key.")
                .contains("✓ In the ledger, as its signed checkpoint proves.")
                .contains(ProvedReceipt.RECEIPT_ID.toString(), ProvedReceipt.KEY_ID.toString())
                .contains("signature_created", "demo/dev/tenant", "M21", "2026-11-21T22:00:00.123Z", "success")
                .contains("ledger.example", "1, of 2 in the checkpoint");
    }

    @Test
    void programsGetOneObject() throws Exception {
        String[] arguments = {
            "verify", "--receipt", receipt.toString(), "--proof", proof.toString(), "-o", "json", "--key", proved.key()
        };
        assertThat(run(arguments)).isZero();
        assertThat(screen.output())
                .isEqualTo("{\"index\":1,\"ledger\":\"ledger.example\",\"proved\":true,\"receipt_id\":\""
                        + ProvedReceipt.RECEIPT_ID + "\",\"size\":2}\n");

        arguments[arguments.length - 1] = ProvedReceipt.make().key();
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(screen.output()).contains("\"proved\":false,\"reason\":\"RECEIPT_SIGNATURE_WRONG\"}");
    }

    @Test
    void theKeyMayBeInAFileWithALineEnd() throws IOException {
        Path key = Files.writeString(folder.resolve("ledger.vkey"), proved.key() + "\n");

        assertThat(verify(key.toString())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n"})
    void aLineEndThatAnEditorAddedIsNoForgery(String end) throws IOException {
        Files.write(receipt, (new String(proved.receipt(), UTF_8) + end).getBytes(UTF_8));
        Files.writeString(proof, "\uFEFF" + new String(proved.proof(), UTF_8).replace("\n", "\r\n"));
        Path key = Files.writeString(folder.resolve("ledger.vkey"), "\uFEFF" + proved.key() + end);

        assertThat(verify(key.toString())).as(screen.output() + screen.errors()).isZero();
    }

    @Test
    void aKeysFileOfTwoLinesWithWindowsLineEndsIsRead() throws Exception {
        String cosigner = CosignerKey.of(
                        "ledger.example",
                        CosignatureType.ED25519,
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPublic())
                .toString();
        Path keys = Files.writeString(folder.resolve("ledger.vkeys"), proved.key() + "\r\n" + cosigner + "\r\n");

        assertThat(verify(keys.toString())).isEqualTo(1);
        assertThat(screen.output()).contains("CHECKPOINT_COSIGNATURE_MISSING");
    }

    @Test
    void whatIsEmptyOrOfAnotherEncodingIsNamedAndIsNoForgery() throws IOException {
        Files.write(receipt, new byte[0]);
        assertThat(verify(proved.key())).isEqualTo(2);
        assertThat(screen.errors()).contains("--receipt: the file " + receipt + " is empty.");

        Files.write(receipt, proved.receipt());
        Files.write(proof, new String(proved.proof(), UTF_8).getBytes(UTF_16));
        assertThat(verify(proved.key())).isEqualTo(2);
        assertThat(screen.errors()).contains("is UTF-16 text; save it as UTF-8");
    }

    @Test
    void anAlteredReceiptIsNotProved() throws IOException {
        byte[] altered = proved.receipt();
        altered[altered.length / 2] ^= 1;
        Files.write(receipt, altered);

        assertThat(verify(proved.key())).isEqualTo(1);
        assertThat(screen.output()).contains("✗ Not proved: ").doesNotContain("✓");
    }

    @Test
    void aReceiptIsNotProvedByTheKeyOfAnotherLedger() throws GeneralSecurityException {
        assertThat(verify(ProvedReceipt.make().key())).isEqualTo(1);
        assertThat(screen.output()).contains("RECEIPT_SIGNATURE_WRONG");
    }

    @Test
    void aReceiptIsNotProvedByTheProofOfAnotherReceipt() throws IOException, GeneralSecurityException {
        Files.write(proof, ProvedReceipt.make().proof());

        assertThat(verify(proved.key())).isEqualTo(1);
        assertThat(screen.output()).contains("CHECKPOINT_SIGNATURE_");
    }

    @Test
    void aKeyThatIsNeitherKeyNorFileIsMisuse() {
        assertThat(verify("ledger.example")).isEqualTo(2);
        assertThat(screen.errors()).contains("--key");
    }

    @Test
    void aMissingFileIsMisuse() throws IOException {
        Files.delete(proof);

        assertThat(verify(proved.key())).isEqualTo(2);
        assertThat(screen.errors()).contains("--proof", proof.toString());
    }

    @Test
    void allThreeInputsAreNeeded() {
        assertThat(run("verify", "--key", proved.key())).isEqualTo(2);
        assertThat(screen.errors()).contains("--receipt", "--proof");
    }

    @Test
    void oneItemOfABatchIsProvedByTheReceiptOfAll() throws Exception {
        List<Map<String, Object>> outcomes = List.of(
                Map.of("algorithm", "EdDSA", "key_id", "k", "signature", "AAAA"),
                Map.of("error", "INVALID_REQUEST"),
                Map.of("algorithm", "EdDSA", "key_id", "k", "signature", "BBBB"));
        byte[] told = CanonicalJson.write(Map.of(
                "batch",
                Map.of(
                        "items",
                        3,
                        "outcomes",
                        BatchDigest.of(outcomes).outcomes().toString())));
        proved = ProvedReceipt.of(told);
        Files.write(receipt, proved.receipt());
        Files.write(proof, proved.proof());
        Path change = Files.write(folder.resolve("change.json"), told);
        byte[] right = ItemProof.of(2, outcomes).bytes();
        Path item = Files.write(folder.resolve("item.json"), right);

        assertThat(verify(change, item, "table")).isZero();
        assertThat(screen.output())
                .contains("✓ The change is the one that the receipt vouches for.")
                .contains("✓ Item 2 of the batch is what it says.")
                .containsPattern("item's signature +BBBB");
        assertThat(verify(change, item, "json")).isZero();
        assertThat(screen.output()).contains("\"item\":2,", "\"outcome\":{\"algorithm\":\"EdDSA\"");

        for (int i = 0; i < right.length; i++) {
            Files.write(item, altered(right, i));
            assertThat(verify(change, item, "json")).as("byte " + i).isNotZero();
        }
        Files.write(item, right);
        for (int i = 0; i < told.length; i++) {
            Files.write(change, altered(told, i));
            assertThat(verify(change, item, "json")).as("byte " + i).isNotZero();
        }
        assertThat(screen.output()).contains("ITEM_WRONG", "CHANGE_WRONG");
    }

    private static byte[] altered(byte[] bytes, int at) {
        byte[] altered = bytes.clone();
        altered[at] ^= 1;
        return altered;
    }

    private int verify(Path change, Path item, String form) {
        return run(
                "verify",
                "--key",
                proved.key(),
                "--receipt",
                receipt.toString(),
                "--proof",
                proof.toString(),
                "--change",
                change.toString(),
                "--item",
                item.toString(),
                "-o",
                form);
    }

    @Test
    void anItemWithoutTheChangeProvesNothing() {
        assertThat(run(
                        "verify",
                        "--key",
                        proved.key(),
                        "--receipt",
                        receipt.toString(),
                        "--proof",
                        proof.toString(),
                        "--item",
                        receipt.toString()))
                .isEqualTo(2);
        assertThat(screen.errors()).contains("--item needs --change");
    }
}
