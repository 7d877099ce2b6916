package io.keywright.cli.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.model.file.DurableFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lines of configuration that the set-up writes, as the server reads properties.
 *
 * @param properties in the order in which they stand
 */
record Configuration(Map<String, String> properties) {

    /** A line for each, without an end of the last. */
    String lines() {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Writes them into a file, whole or not at all, for its owner alone.
     *
     * @throws CommandFailed if there is one already and it must not be replaced, or it cannot be written
     */
    void write(Path file, boolean replace) {
        byte[] content = (lines() + "\n").getBytes(UTF_8);
        try {
            if (replace) {
                DurableFile.write(file, content);
            } else {
                DurableFile.writeNew(file, content);
            }
        } catch (FileAlreadyExistsException e) {
            throw CommandFailed.badInput(
                    "%s is there already, and was left alone. Choose another by --out, or replace it by --force."
                            .formatted(file));
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "--out: %s cannot be written: %s. Nothing was changed.".formatted(file, Reason.of(e)));
        }
    }
}
