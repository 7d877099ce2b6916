package io.keywright.cli.authorities;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.file.Input;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The rules of an authority, from a file. Mixed in by {@code @Mixin}. */
final class RulesFile {

    @Option(
            names = "--rules",
            required = true,
            paramLabel = "FILE",
            description =
                    "What it issues, and to whom: JSON with trust_domain and modules, as docs/authorities.md has it;"
                            + " - for standard input.")
    private Path file = Path.of("-");

    /** @throws CommandFailed if it cannot be read */
    Map<String, Object> read() {
        Input input = new Input(file);
        try (InputStream content = input.open()) {
            return JSON.std.mapFrom(content);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s holds no JSON object: %s.".formatted(input.name(), Reason.of(e)));
        }
    }
}
