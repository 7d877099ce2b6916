package io.keywright.cli.demo;

import io.keywright.cli.installation.Installation;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;

/**
 * Lets the JVM record which classes and methods the demo needs of a server (JEP 514, JEP 515), so that later starts are
 * quick. A record that does not fit the jars any more is ignored by the JVM.
 */
@Command(name = "train", hidden = true, header = "Make later starts quick; part of the build.")
public final class TrainCommand implements Runnable {

    private final Terminal terminal;
    private final Installation installation;

    public TrainCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    @Override
    public void run() {
        Path cache = installation.startupCache();
        Terminal silence = new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
        try (Stage stage = Stage.set(installation)) {
            Files.deleteIfExists(cache);
            Path recorded = stage.folder().resolve("startup.aot");
            new Demo(new Steps(silence), stage, Document.read(installation.readme()))
                    .run("-XX:AOTCacheOutput=" + recorded);
            Files.move(recorded, cache, StandardCopyOption.REPLACE_EXISTING);
            terminal.line("Start-up recorded, %d MB".formatted(Files.size(cache) >> 20));
        } catch (IOException e) {
            throw CommandFailed.because("The start-up could not be recorded: %s".formatted(e));
        }
    }
}
