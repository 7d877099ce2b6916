package io.keywright.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.TestCosigners;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.receipt.Receipts;
import io.keywright.ledger.succession.SucceededLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    @Test
    void itVerifiesEveryWayThatTheLedgerGrew() throws IOException, InterruptedException {
        for (int size : new int[] {0, 1, 2, 7, 128, 255, 256, 299, 300}) {
            TestLedger older = new TestLedger(LEDGER.receipts.subList(0, size));

            assertThat(consistency(older, LEDGER).text)
                    .isEqualTo("right: the 300 receipts in " + TestLedger.ORIGIN + " begin with the " + size + "\n");
        }
    }

    @Test
    void itRefutesAPastThatWasRewritten() throws IOException, InterruptedException {
        List<byte[]> receipts = new ArrayList<>(LEDGER.receipts.subList(0, 200));
        receipts.set(11, LEDGER.receipts.get(12));

        assertThat(consistency(new TestLedger(receipts), LEDGER).text)
                .isEqualTo("WRONG: the newer checkpoint does not begin with the older one\n");
    }

    private Outcome consistency(TestLedger older, TestLedger newer) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder();
        ConsistencyProof.of(older.tree.size(), newer.tree.size(), newer.tiles)
                .path()
                .forEach(hash -> path.append(hash).append('\n'));
        return run(
                "consistency",
                LEDGER.keyLine() + "\n",
                older.checkpoint.sign(LEDGER.signer).toString(),
                newer.checkpoint.sign(LEDGER.signer).toString(),
                path.toString());
    }

    @Test
    void itVerifiesCosignatures() throws IOException, InterruptedException {
        Cosigner witness = TestCosigners.of("witness.example", CosignatureType.ED25519);
        SignedNote signed = LEDGER.checkpoint.sign(LEDGER.signer);
        SignedNote cosigned = signed.with(List.of(witness.cosign(signed.text(), Instant.now())));
        String keys = LEDGER.keyLine() + "\n";
        String witnesses = witness.key() + "\n";

        assertThat(run("checkpoint", keys, cosigned.toString(), witnesses).text)
                .isEqualTo("right: checkpoint of 300 receipts in " + TestLedger.ORIGIN + "\n");
        assertThat(run("checkpoint", keys, signed.toString(), witnesses).text)
                .isEqualTo("WRONG: the checkpoint has no signature of the Ed25519 key of witness.example\n");
        assertThat(run(
                                "checkpoint",
                                keys,
                                signed.with(List.of(witness.cosign(signed.text() + "more\n", Instant.now())))
                                        .toString(),
                                witnesses)
                        .text)
                .isEqualTo("WRONG: the checkpoint's signature is wrong\n");
    }

    @Test
    void itVerifiesTheLedgersOwnCosignatureOrSaysThatItCannot() throws IOException, InterruptedException {
        Cosigner own = TestCosigners.of(TestLedger.ORIGIN, CosignatureType.ML_DSA_44);
        SignedNote signed = LEDGER.checkpoint.sign(LEDGER.signer);
        SignedNote cosigned = signed.with(List.of(own.cosign(signed.text(), Instant.now())));
        String keys = new LogKeys(LEDGER.signer.verifierKey(), List.of(own.key())).toString();

        assertThat(run("checkpoint", keys, cosigned.toString()).text)
                .endsWith("right: checkpoint of 300 receipts in " + TestLedger.ORIGIN + "\n");
        assertThat(run("checkpoint", keys, signed.toString()).text)
                .matches("(?s)not checked: signatures of ML-DSA-44, .*|WRONG: the checkpoint has no signature .*");
    }

    @Test
    void itFollowsASuccessionFromAnyKey() throws IOException, InterruptedException {
        SucceededLedger ledger = new SucceededLedger(300, 130, 280);
        String succession = ledger.succession().toString();
        for (int trusted = 0; trusted < 3; trusted++) {
            int index = trusted == 0 ? 290 : 7;
            String key = ledger.key(trusted) + "\n";
            String proof = new String(ledger.proof(index, ledger.checkpoint()), UTF_8);
            String receipt = new String(ledger.receipts.get(index), UTF_8);

            assertThat(run("succession", key, succession).text)
                    .startsWith("right: the keys of ")
                    .endsWith(" from receipt 280\n");
            assertThat(run("receipt", key, receipt, proof, "--succession", succession).text)
                    .isEqualTo("right: receipt " + index + " of the 300 in " + TestLedger.ORIGIN + "\n");
        }
    }

    @Test
    void itRefutesASuccessionThatIsNone() throws IOException, InterruptedException {
        SucceededLedger ledger = new SucceededLedger(300, 130, 280);
        String key = ledger.key(0) + "\n";
        String whole = ledger.succession().toString();
        String byOld = new String(ledger.proof(7, ledger.checkpoint(ledger.signers.get(0))), UTF_8);
        String receipt = new String(ledger.receipts.get(7), UTF_8);
        String first = ledger.succession(ledger.statements.subList(0, 1), ledger.checkpoint())
                .toString();
        String second = ledger.succession(ledger.statements.subList(1, 2), ledger.checkpoint())
                .toString();
        String another = SucceededLedger.signer().verifierKey() + "\n";

        assertThat(run("receipt", key, receipt, byOld, "--succession", whole).text)
                .startsWith("WRONG: the checkpoint");
        assertThat(run("succession", key, first).text).isEqualTo("WRONG: the newest key did not sign its checkpoint\n");
        assertThat(run("succession", key, second).text)
                .isEqualTo("WRONG: the succession neither leads from nor to the trusted key\n");
        assertThat(run("succession", another, whole).text)
                .isEqualTo("WRONG: the succession neither leads from nor to the trusted key\n");
        assertThat(run("succession", key, whole.replace("\n130\n", "\n131\n")).text)
                .isEqualTo("WRONG: the checkpoint's signature is wrong\n");
        List<String> lines =
                whole.lines().filter(line -> !line.startsWith("\u2014")).toList();
        assertThat(run("succession", key, String.join("\n", lines) + "\n").text).startsWith("WRONG: ");
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome verify(byte[] receipt, byte[] proof) throws IOException, InterruptedException {
        return run("receipt", LEDGER.keyLine() + "\n", new String(receipt, UTF_8), new String(proof, UTF_8));
    }

    private Outcome run(String what, String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), what));
        for (String file : files) {
            if (file.startsWith("--")) {
                command.add(file);
                continue;
            }
            command.add(Files.writeString(folder.resolve("input" + command.size()), file)
                    .toString());
        }
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
