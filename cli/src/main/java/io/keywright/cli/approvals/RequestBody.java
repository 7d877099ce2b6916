package io.keywright.cli.approvals;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The body of the request that waits for an approval: written out, or in a file. */
final class RequestBody {

    @Option(names = "--request", required = true, paramLabel = "JSON", description = "The body of the request.")
    private @Nullable String json;

    @Option(names = "--request-file", required = true, paramLabel = "FILE", description = "The file that holds it.")
    private @Nullable Path file;

    /** @throws CommandFailed if there is no file, or it is no JSON object */
    Map<String, Object> members() {
        try {
            return JSON.std.mapFrom(file == null ? String.valueOf(json) : Files.readString(file));
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    file == null ? "--request must be a JSON object." : file + " must be a file with a JSON object.");
        }
    }
}
