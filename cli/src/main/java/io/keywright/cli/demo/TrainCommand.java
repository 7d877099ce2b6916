package io.keywright.cli.demo;

import io.keywright.cli.installation.Installation;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import picocli.CommandLine.Command;

/**
 * Lets the JVM record which classes and methods a server needs for the demo, and a command for calls of it (JEP 514, JEP 515), so
 * that later starts are quick. A record that does not fit the jars any more is ignored by the JVM.
 */
@Command(name = "train", hidden = true, header = "Make later starts quick; part of the build.")
public final class TrainCommand implements Runnable {

    /** A JVM writes its record when it ends, which takes minutes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String SERVER = "server.aot";
    private static final String COMMAND = "command.aot";

    private final Terminal terminal;
    private final Installation installation;

    public TrainCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    @Override
    public void run() {
        try (Stage stage = Stage.set(installation)) {
            Files.deleteIfExists(installation.records().resolve(SERVER));
            Files.deleteIfExists(installation.records().resolve(COMMAND));
            record(stage);
            terminal.line("Starts recorded: %d MB for servers, %d MB for commands"
                    .formatted(keep(stage, SERVER), keep(stage, COMMAND)));
        } catch (IOException e) {
            throw CommandFailed.because("The start-up could not be recorded: %s".formatted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("The start-up could not be recorded: interrupted");
        }
    }

    private void record(Stage stage) throws IOException, InterruptedException {
        Terminal silence = new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
        URI url = stage.server().start(into(stage, SERVER));
        new Demo(new Steps(silence), stage, Document.read(installation.readme())).use(url);
        rehearse(stage);
        stage.server().stop(PATIENCE);
    }

    /** Has a command do in one process what others do in theirs. */
    private void rehearse(Stage stage) throws IOException, InterruptedException {
        Path log = stage.folder().resolve("command.log");
        ProcessBuilder command = new ProcessBuilder(
                        installation.script().toString(),
                        RehearseCommand.NAME,
                        stage.folder().toString(),
                        stage.server().data().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put(ServerProcess.JAVA_OPTIONS, into(stage, COMMAND));
        int ended = command.start().waitFor();
        Steps.expect(ended == 0, "the rehearsal ended with %d: %s".formatted(ended, Files.readString(log)));
    }

    private static String into(Stage stage, String name) {
        return "-XX:AOTCacheOutput=" + stage.folder().resolve(name);
    }

    /** Answers its size in MB. */
    private long keep(Stage stage, String name) throws IOException {
        Path made = stage.folder().resolve(name);
        Steps.expect(Files.size(made) > 0, "the JVM has failed to write " + name);
        Path kept = installation.records().resolve(name);
        Files.move(made, kept, StandardCopyOption.REPLACE_EXISTING);
        return Files.size(kept) >> 20;
    }
}
