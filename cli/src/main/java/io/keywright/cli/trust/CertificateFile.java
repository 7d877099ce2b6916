package io.keywright.cli.trust;

import io.keywright.cli.file.Input;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file with certificates of authorities, in whatever form it is. Mixed in by {@code @Mixin}. */
final class CertificateFile {

    private static final int MOST_BYTES = 384 * 1024;
    private static final String PEM = "-----BEGIN ";

    @Parameters(
            paramLabel = "FILE",
            description = "The certificates: PEM, DER, PKCS#7 or PKCS#12; - for standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password of a PKCS#12 file, in its first line.")
    private @Nullable Path password;

    @Option(
            names = "--planes",
            paramLabel = "NAMES",
            description = "Whose bundles they are handed out in: one plane or several with commas between, or none"
                    + " (default: your own; every one for a platform identity).")
    private @Nullable String planes;

    /** What a request says of it. */
    Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>();
        members.put("certificate", text());
        if (password != null) {
            members.put("password", password(password));
        }
        if (planes != null) {
            members.put("planes", planes.equals("none") ? new String[0] : planes.split(",", -1));
        }
        return members;
    }

    /** PEM as it is, anything else in Base64. */
    private String text() {
        Input input = new Input(file);
        try (InputStream content = input.open()) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandFailed.badInput("%s has more than %d bytes; give fewer certificates at once."
                        .formatted(input.name(), MOST_BYTES));
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.contains(PEM)
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : Base64.getEncoder().encodeToString(bytes);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s cannot be read: %s.".formatted(input.name(), Reason.of(e)));
        }
    }

    private static String password(Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw CommandFailed.badInput("%s cannot be read: %s.".formatted(file, Reason.of(e)));
        }
    }
}
