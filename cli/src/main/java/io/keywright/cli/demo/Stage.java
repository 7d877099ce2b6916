package io.keywright.cli.demo;

import io.keywright.cli.installation.Installation;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the demo takes place: a temporary folder, and a server that keeps its data there. Both are gone at the end,
 * whether the demo went well, failed, or was interrupted.
 */
final class Stage implements AutoCloseable {

    private final Path folder;
    private final ServerProcess server;
    private final Thread onInterrupt = new Thread(this::clear, "stage");

    private Stage(Path folder, Path script) {
        this.folder = folder;
        this.server = new ServerProcess(script, folder);
    }

    /** @throws CommandFailed if there is no place for temporary files */
    static Stage set(Installation installation) {
        try {
            Stage stage = new Stage(Files.createTempDirectory("keywright-demo-"), installation.script());
            Runtime.getRuntime().addShutdownHook(stage.onInterrupt);
            return stage;
        } catch (IOException e) {
            throw CommandFailed.because("No temporary folder could be made: %s.".formatted(e.getMessage()));
        }
    }

    ServerProcess server() {
        return server;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }

    private synchronized void clear() {
        server.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // cleared before
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's folder could not be removed", e);
        }
    }
}
