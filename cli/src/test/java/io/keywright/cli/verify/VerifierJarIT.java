package io.keywright.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.SharedServer;
import io.keywright.cli.kms.KmsClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The one file for auditors, alone in a folder with what they were given. */
class VerifierJarIT {

    private static final Path BUILT = Path.of("")
            .toAbsolutePath()
            .resolveSibling("verifier")
            .resolve("target")
            .resolve("keywright-verify.jar");
    private static final int JAVA_17 = 61;

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void handOver() throws Exception {
        assumeTrue(Files.exists(BUILT), "skipped: run make verifier");
        Files.copy(BUILT, folder.resolve("keywright-verify.jar"));
        Files.copy(Path.of(SERVER.ledgerKey()), folder.resolve("ledger.vkey"));
        Files.copy(Path.of(SERVER.ledgerKey() + "s"), folder.resolve("ledger.vkeys"));
        try (KmsClient demo = SERVER.demo()) {
            String id = demo.post("keys", Map.of("key_type", "Ed25519", "key_usage", List.of("sign")))
                    .text("receipt_id");
            Files.write(folder.resolve("receipt.json"), demo.bytes("receipts/" + id));
            Files.write(folder.resolve("receipt.tlog-proof"), demo.bytes("receipts/" + id + "/proof"));
        }
        SERVER.call(
                0,
                "evidence",
                "export",
                "--from",
                "2026-01-01",
                "--out",
                folder.resolve("e.zip").toString());
    }

    private String verify(int exitCode, String arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of("java", "-jar", "keywright-verify.jar"), Stream.of(arguments.split(" ")))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }

    @Test
    void aloneInAFolderItVerifiesAllThatIsHandedOver() throws Exception {
        assertThat(verify(0, "receipt --key ledger.vkey --receipt receipt.json --proof receipt.tlog-proof"))
                .contains("✓ Signed by the ledger's key.");
        assertThat(verify(0, "evidence e.zip --key ledger.vkey")).contains("✓ The ledger's key signed each of");
        assertThat(verify(3, "evidence e.zip --tree-only")).startsWith("! Not proved: who made this package.");
        assertThat(verify(2, "ledger nowhere --key ledger.vkey")).contains("there is no folder nowhere");
        assertThat(verify(0, "--version")).startsWith("keywright-verify ");
    }

    @Test
    void whereJavaLacksAnAlgorithmItSaysSo() throws Exception {
        String output = verify(javaKnowsMlDsa() ? 0 : 2, "evidence e.zip --key ledger.vkeys");

        assertThat(output).contains("ML-DSA-44");
    }

    private boolean javaKnowsMlDsa() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("java", "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String settings = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return Integer.parseInt(settings.replaceFirst("(?s).*java.specification.version = (\\d+).*", "$1")) >= 24;
    }

    @Test
    void itHoldsNothingThatJava17CannotLoad() throws IOException {
        try (ZipFile jar = new ZipFile(BUILT.toFile())) {
            List<? extends ZipEntry> classes = Collections.list(jar.entries()).stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(classes).hasSizeGreaterThan(100);
            for (ZipEntry entry : classes) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    in.readInt();
                    in.readUnsignedShort();
                    assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_17);
                }
                assertThat(entry.getName()).matches("(io/keywright/(model|ledger|verifier)|picocli|org/jspecify)/.*");
            }
        }
    }
}
