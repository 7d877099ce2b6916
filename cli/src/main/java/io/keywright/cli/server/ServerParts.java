package io.keywright.cli.server;

import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.BiFunction;

/** What the server does for the command while no service runs. The command knows none of its classes. */
public final class ServerParts {

    private ServerParts() {}

    /**
     * The server's implementation of an interface.
     *
     * @throws CommandFailed if the server is not built
     */
    public static <T> T find(Class<T> type) {
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> CommandFailed.because("The server is not built. Run: make build"));
    }

    /**
     * What a service's configuration says, in {@code --config}.
     *
     * @param reader which of the server's readers
     * @throws CommandFailed if a service would not start with it; names everything that is wrong
     */
    public static <R, T> T configured(Path config, Class<R> reader, BiFunction<R, Path, T> read) {
        InputFile.text("--config", config);
        R found = find(reader);
        try {
            return read.apply(found, config);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "--config: a service would not start with %s:\n%s".formatted(config, e.getMessage()));
        }
    }
}
