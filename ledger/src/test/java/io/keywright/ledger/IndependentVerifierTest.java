package io.keywright.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.receipt.Receipts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another language and another crypto library, written from the specifications, come to the same result. */
class IndependentVerifierTest {

    private static final Path SCRIPT = Path.of("src", "test", "interop", "verify.py");
    private static final TestLedger LEDGER = new TestLedger(300);

    @TempDir
    private Path folder;

    @BeforeAll
    static void pythonAndOpensslAreHere() throws InterruptedException {
        assumeTrue(
                starts("python3", "--version") && starts("openssl", "version"),
                "skipped: install python3 and openssl, for instance with apt-get install python3 openssl");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 299})
    void itVerifiesWhatWeProve(int index) throws IOException, InterruptedException {
        Outcome outcome = verify(LEDGER.receipts.get(index), LEDGER.proof(index));

        assertThat(outcome.text).isEqualTo("right: receipt " + index + " of the 300 in " + TestLedger.ORIGIN + "\n");
        assertThat(outcome.exitCode).isZero();
    }

    @Test
    void itFindsTheSameBytesCanonical() throws IOException, InterruptedException {
        String everything = "\u0000\b\t\n\u000b\f\r\u001f\"\\/\u007f\u0080\u00e9\u20ac\u2028\uffff\ud83d\ude00";

        Outcome refused = verify(signed(everything, LEDGER.signer), LEDGER.proof(0));

        assertThat(refused.text).isEqualTo("WRONG: the receipt is not in the log\n");
        assertThat(refused.exitCode).isEqualTo(1);
    }

    @Test
    void itRefutesWhatWasAltered() throws IOException, InterruptedException {
        String receipt = new String(LEDGER.receipts.get(7), UTF_8);
        String proof = new String(LEDGER.proof(7), UTF_8);

        assertThat(verify(receipt.replace("module 7", "module 8").getBytes(UTF_8), LEDGER.proof(7)).text)
                .isEqualTo("WRONG: the receipt's signature is wrong\n");
        assertThat(verify(
                                LEDGER.receipts.get(7),
                                proof.replace("\n300\n", "\n301\n").getBytes(UTF_8))
                        .text)
                .isEqualTo("WRONG: the checkpoint's signature is wrong\n");
        assertThat(verify(
                                LEDGER.receipts.get(7),
                                proof.replace("index 7", "index 6").getBytes(UTF_8))
                        .text)
                .isEqualTo("WRONG: the receipt is not in the log\n");
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome verify(byte[] receipt, byte[] proof) throws IOException, InterruptedException {
        Path key = Files.writeString(folder.resolve("ledger.vkey"), LEDGER.keyLine() + "\n");
        Path receiptFile = Files.write(folder.resolve("receipt.json"), receipt);
        Path proofFile = Files.write(folder.resolve("receipt.tlog-proof"), proof);
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        List.of(key, receiptFile, proofFile).forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static byte[] signed(String module, NoteSigner signer) {
        return Receipts.signed(Receipts.requestedBy(module), signer);
    }

    private static boolean starts(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
