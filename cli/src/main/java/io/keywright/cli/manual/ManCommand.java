package io.keywright.cli.manual;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes pages for man. */
@Command(
        name = "man",
        header = "Write a page for man about each command.",
        descriptionHeading = "%n",
        description = "Into man1 of the folder; read them by: man -M FOLDER keywright-keys-create",
        footer = "Exit code: 0 written, 1 not written, 2 misused.")
public final class ManCommand implements Runnable {

    @Parameters(paramLabel = "FOLDER", description = "Where to write them.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    public ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try {
            Path pages = Files.createDirectories(folder.resolve("man1"));
            int written = write(pages, spec.root());
            terminal.line("%d pages in %s".formatted(written, pages));
        } catch (IOException e) {
            throw CommandFailed.because("No pages for man: %s.".formatted(Reason.of(e)));
        }
    }

    private static int write(Path folder, CommandSpec command) throws IOException {
        Files.writeString(folder.resolve(ManPage.file(command)), ManPage.of(command));
        int written = 1;
        for (CommandSpec each : new Words(command).subcommands()) {
            written += write(folder, each);
        }
        return written;
    }
}
