package io.keywright.cli.evidence;

import io.keywright.cli.kms.Connection;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose package, and where it is to lie. */
final class PackageOf {

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "The tenant, if it is not the caller's own (default: the profile's).")
    private @Nullable String tenant;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The package to write; must not be there yet.")
    private Path out = Path.of("");

    /** A file that is not there yet. */
    Path out() {
        if (Files.exists(out)) {
            throw CommandFailed.badInput("%s is there already; choose another file by --out.".formatted(out));
        }
        return out;
    }

    /** The tenant that is named, on the command line or in the profile. */
    Optional<String> tenant(Connection connection) {
        Optional<String> named = Optional.ofNullable(tenant).or(connection::tenant);
        if (named.filter(it -> !it.matches("[A-Za-z0-9._:-]{1,128}")).isPresent()) {
            throw CommandFailed.badInput("--tenant must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
        return named;
    }
}
