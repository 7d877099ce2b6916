package io.keywright.cli.witness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A log of Tessera, in a folder: its own program adds entries, and has a witness cosign before it publishes. */
final class TesseraLog {

    static final String ORIGIN = "tessera.example/log";

    private static final Path PROGRAM =
            Path.of("").toAbsolutePath().resolveSibling(".peers").resolve("posix-oneshot");
    private static final byte ED25519 = 1;
    private static final long PATIENCE_SECONDS = 60;

    /** Whether the program published what it was given, and what it said. */
    record Outcome(boolean published, String output) {}

    private final Path folder;
    private final KeyPair pair;
    private int entries;

    private TesseraLog(Path folder, KeyPair pair) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.pair = pair;
    }

    /** Skips the test where the program is not installed. */
    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: Tessera's posix-oneshot is not installed, run make peers");
    }

    /** An empty one with a key of its own. */
    static TesseraLog make(Path folder) throws IOException, GeneralSecurityException {
        return new TesseraLog(folder, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    /** An empty one of the same name and key, for another past. */
    TesseraLog another(Path otherFolder) throws IOException {
        return new TesseraLog(otherFolder, pair);
    }

    VerifierKey key() {
        return VerifierKey.of(ORIGIN, pair.getPublic());
    }

    /** The private key as golang.org/x/mod/sumdb/note writes it. */
    private String privateKey() {
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] typed =
                ByteBuffer.allocate(1 + seed.length).put(ED25519).put(seed).array();
        String id = key().toString().split("\\+", 3)[1];
        return "PRIVATE+KEY+" + ORIGIN + "+" + id + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** Adds entries, and publishes a checkpoint of them once the witness has cosigned it. */
    Outcome append(int count, String witnessKey, String url) throws IOException, InterruptedException {
        return append(count, witnessKey, url, false);
    }

    /** The same, but a checkpoint that the witness does not cosign is published without it. */
    Outcome appendAnyway(int count, String witnessKey, String url) throws IOException, InterruptedException {
        return append(count, witnessKey, url, true);
    }

    private Outcome append(int count, String witnessKey, String url, boolean anyway)
            throws IOException, InterruptedException {
        Path batch = Files.createTempDirectory(folder, "batch");
        for (int i = 0; i < count; i++) {
            Files.writeString(batch.resolve("entry" + i), "entry " + entries++ + " of " + folder);
        }
        String policy = "witness w " + witnessKey + " " + url + "\nquorum w\n";
        Path log = batch.resolve("log");
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--storage_dir=" + folder.resolve("log"),
                        "--entries=" + batch.resolve("entry*"),
                        "--private_key=" + Files.writeString(folder.resolve("key"), privateKey()),
                        "--witness_policy_file=" + Files.writeString(folder.resolve("policy"), policy),
                        "--witness_fail_open=" + anyway,
                        "--logtostderr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return new Outcome(ended && process.exitValue() == 0, Files.readString(log));
    }

    /** The checkpoint that it has published last. */
    SignedNote checkpoint() throws IOException {
        return SignedNote.parse(Files.readString(folder.resolve("log").resolve("checkpoint")));
    }
}
