package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.demo.DemoTenant.TenantKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code openssl} command, as a verifier that has nothing in common with the service. */
final class OpenSsl {

    private static final String COMMAND = "openssl";
    private static final Pattern VERSION = Pattern.compile("OpenSSL (\\d+)\\..*", Pattern.DOTALL);

    /** The first that verifies Ed25519 signatures of whole files. */
    private static final int VERSION_NEEDED = 3;

    private final Path folder;

    /** @param folder for the files that the command reads */
    OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** Verifies a signature with the public key alone, or says why it cannot. */
    void verify(Steps steps, TenantKey key, Path file, Signed signed) {
        if (!suitable()) {
            steps.skipped("not verified by openssl, there is no openssl " + VERSION_NEEDED + " or later here");
            return;
        }
        steps.run("verified by openssl, which has the public key only", () -> {
            Path publicKey = Files.writeString(folder.resolve(key.id() + ".pem"), key.publicKey());
            Path signature = Files.write(folder.resolve(key.id() + ".sig"), signed.signature());
            Result result = run(command(signed.algorithm(), publicKey, signature, file));
            Steps.expect(result.exitCode() == 0, "openssl says: " + result.output());
        });
    }

    /** Whether there is one that is good enough. */
    static boolean suitable() {
        try {
            Matcher version = VERSION.matcher(run(List.of(COMMAND, "version")).output());
            return version.matches() && Integer.parseInt(version.group(1)) >= VERSION_NEEDED;
        } catch (IOException _) {
            return false;
        }
    }

    private static List<String> command(String algorithm, Path publicKey, Path signature, Path file) {
        String key = publicKey.toString();
        return switch (algorithm) {
            case "EdDSA" ->
                List.of(
                        COMMAND,
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        key,
                        "-rawin",
                        "-sigfile",
                        signature.toString(),
                        "-in",
                        file.toString());
            case "PS256" ->
                List.of(
                        COMMAND,
                        "dgst",
                        "-sha256",
                        "-verify",
                        key,
                        "-sigopt",
                        "rsa_padding_mode:pss",
                        "-sigopt",
                        "rsa_pss_saltlen:32",
                        "-signature",
                        signature.toString(),
                        file.toString());
            default -> throw new IllegalArgumentException("the demo does not expect a signature of " + algorithm);
        };
    }

    private record Result(int exitCode, String output) {}

    private static Result run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream answer = process.getInputStream()) {
            String output = new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
