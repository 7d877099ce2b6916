package io.keywright.cli.witness;

import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.witness.Witness;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a witness until it is stopped. */
@Command(
        name = "witness",
        header = "Run a witness, which cosigns what ledgers show it.",
        descriptionHeading = "%n",
        description = {
            "Cosigns the checkpoints of the logs that it is told to know, as long as each continues the one before:"
                    + " nobody can cut off a ledger's end or rewrite its past without this witness noticing. Speaks C2SP"
                    + " tlog-witness over plain HTTP; put a TLS proxy before it where it is asked from other machines.",
            "%nIts keys and what it has seen stay in the folder. Run it where the ledger's operators have no access, and"
                    + " back it up: a witness that has forgotten is none."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class WitnessCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Its name on cosignatures, like a URL without a scheme: witness.example.com/w1.")
    private String name = "";

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY",
            description = "The verifier key of a log (NAME+ID+KEY), or a file whose first line it is. May be repeated.")
    private List<String> logs = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where its keys and its memory are (default: ${DEFAULT-VALUE}).",
            defaultValue = ".keywright-witness")
    private Path data = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "localhost")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 for any (default: ${DEFAULT-VALUE}).",
            defaultValue = "7380")
    private int port;

    private final Terminal terminal;

    public WitnessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw CommandFailed.badInput("--port must be 0 to %d.".formatted(HIGHEST_PORT));
        }
        List<VerifierKey> known = logKeys();
        try {
            Files.createDirectories(data);
            try (FolderLock lock = FolderLock.take(data)) {
                serve(known, lock.folder());
            }
            return 0;
        } catch (IOException e) {
            throw CommandFailed.because("The witness cannot run: %s.".formatted(e.getMessage()));
        }
    }

    private void serve(List<VerifierKey> known, Path folder) throws IOException, InterruptedException {
        CosignerFiles files = new CosignerFiles(folder);
        List<Cosigner> cosigners = files.open(name);
        CheckpointFiles memory =
                new CheckpointFiles(folder, cosigners.getFirst().key());
        Witness witness = new Witness(cosigners, known, memory, Clock.systemUTC());
        for (String origin : witness.origins()) {
            witness.newest(origin);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
        try (WitnessServer server = WitnessServer.start(witness, new InetSocketAddress(host, port), terminal)) {
            terminal.line("%s witnesses %d logs at http://%s:%d, verifier keys in %s"
                    .formatted(name, known.size(), host, server.address().getPort(), files.verifierKeys()));
            stopped.await();
        }
    }

    private List<VerifierKey> logKeys() {
        List<VerifierKey> keys = new ArrayList<>();
        for (String log : logs) {
            try {
                boolean file = Files.isRegularFile(Path.of(log));
                keys.add(VerifierKey.parse(
                        file ? Files.readAllLines(Path.of(log)).getFirst() : log));
            } catch (IOException | IllegalArgumentException | NoSuchElementException e) {
                throw CommandFailed.badInput(
                        "--log is neither a verifier key nor a file with one: %s.".formatted(e.getMessage()));
            }
        }
        return keys;
    }
}
