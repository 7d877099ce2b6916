package io.keywright.ledger.cosignature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL and we understand each other's ML-DSA-44 cosignatures; the signed message is built twice from C2SP's text. */
class OpenSslCosignatureTest {

    private static final Path SCRIPTS = Path.of("src", "test", "interop");
    private static final String ORIGIN = "example.com/behind-the-sofa";
    private static final Instant TIME = Instant.ofEpochSecond(1679315147);
    private static final Checkpoint HEAD = new Checkpoint(ORIGIN, 20852163, new Hashing().leaf(new byte[0]));
    private static final SignedNote SIGNED = HEAD.sign(TestKeys.named(ORIGIN));

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opensslKnowsMlDsa() throws InterruptedException {
        assumeTrue(
                knowsMlDsa(),
                "skipped: install python3 and openssl 3.5 or later, which knows ML-DSA-44, to cross-check cosignatures");
    }

    private static boolean knowsMlDsa() throws InterruptedException {
        try {
            return run("openssl", "genpkey", "-algorithm", "ML-DSA-44").exitCode == 0
                    && run("python3", "--version").exitCode == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void itVerifiesWhatWeCosign() throws IOException, InterruptedException {
        Cosigner own = TestCosigners.of(ORIGIN, CosignatureType.ML_DSA_44);
        NoteSignature cosignature = own.cosign(SIGNED.text(), TIME);

        assertThat(verify(own, SIGNED.with(List.of(cosignature))))
                .isEqualTo("right: checkpoint of 20852163 receipts in " + ORIGIN + "\n");
    }

    @Test
    void itRefutesWhatWasAltered() throws IOException, InterruptedException {
        Cosigner own = TestCosigners.of(ORIGIN, CosignatureType.ML_DSA_44);
        byte[] signature = own.cosign(SIGNED.text(), TIME).signature();

        for (int at : new int[] {7, 8, signature.length / 2, signature.length - 1}) {
            byte[] altered = signature.clone();
            altered[at] ^= 1;
            NoteSignature cosignature = new NoteSignature(ORIGIN, own.key().id(), altered);
            assertThat(verify(own, SIGNED.with(List.of(cosignature))))
                    .as("byte %d", at)
                    .isEqualTo("WRONG: the checkpoint's signature is wrong\n");
        }
        assertThat(verify(own, SIGNED))
                .isEqualTo("WRONG: the checkpoint has no signature of the ML-DSA-44 key of " + ORIGIN + "\n");
    }

    @Test
    void weVerifyWhatItCosigns() throws IOException, InterruptedException {
        String output = python("cosign.py", "witness.example/o", "1679315147", file(SIGNED.toString())).text;
        String[] keyAndNote = output.split("\n", 2);
        CosignerKey key = CosignerKey.parse(keyAndNote[0]);
        SignedNote cosigned = SignedNote.parse(keyAndNote[1]);

        assertThat(key.type()).isEqualTo(CosignatureType.ML_DSA_44);
        assertThat(key.cosignedAt(cosigned)).contains(TIME);
        assertThat(SIGNED.with(List.of(altered(cosigned.signatures().get(1)))).check(key))
                .isEqualTo(SignatureCheck.WRONG);
    }

    private static NoteSignature altered(NoteSignature signature) {
        byte[] bytes = signature.signature();
        bytes[bytes.length / 2] ^= 1;
        return new NoteSignature(signature.keyName(), signature.keyId(), bytes);
    }

    private String verify(Cosigner own, SignedNote note) throws IOException, InterruptedException {
        LogKeys keys = new LogKeys(TestKeys.named(ORIGIN).verifierKey(), List.of(own.key()));
        return python("verify.py", "checkpoint", file(keys.toString()), file(note.toString())).text;
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "input", null), content)
                .toString();
    }

    private record Outcome(int exitCode, String text) {}

    /** Without leaving compiled scripts among the sources. */
    private static Outcome python(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("python3", "-B", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), text);
    }
}
