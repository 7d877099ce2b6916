package io.keywright.cli.trust;

import io.keywright.cli.file.FileModeReader;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsClient;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.file.FileMode;
import io.keywright.verifier.input.TrustedKeyReader;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps files with the authorities of a plane. */
@Command(
        name = "sync",
        header = "Keep files with the authorities that your plane trusts.",
        description =
                "Each file is replaced whole, only by what the ledger's key has signed, and never by something older. Beside it lies"
                        + " its note, by which anybody can check it. Both are for every user of this machine to read. The service is told which version is in place.",
        descriptionHeading = "%n",
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class SyncCommand implements Runnable {

    private static final String LEDGER_KEY = "--ledger-key";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Parameters(paramLabel = "FOLDER", description = "Where the files are to lie.")
    private Path folder = Path.of("");

    @Option(
            names = LEDGER_KEY,
            required = true,
            paramLabel = "KEY",
            description = "The ledger's verifier key, or a file with it: who it is that may vouch for bundles.")
    private String ledgerKey = "";

    @Option(
            names = "--forms",
            split = ",",
            paramLabel = "FORMS",
            description = "pem, pkcs12, jks or spiffe; several with commas between (default: ${DEFAULT-VALUE}).")
    private List<BundleForm> forms = List.of(BundleForm.pem);

    @Option(
            names = "--plane",
            paramLabel = "NAME",
            description = "For a platform identity: laptop, tenant, product or shared. Others have their own.")
    private @Nullable String plane;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = FileModeReader.class,
            description =
                    "Who may read the files: 0600, 0640, 0604 or 0644 (default: 0644, less what the umask takes).")
    private FileMode mode = FileMode.EVERYBODY;

    @Option(names = "--hook", paramLabel = "COMMAND", description = "What a shell is to run after a change.")
    private @Nullable String hook;

    @Option(names = "--watch", description = "Go on, and follow each change within a second or so.")
    private boolean watch;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description =
                    "What to call this place where the service lists who has which version (default: the host's name).")
    private @Nullable String agent;

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    SyncCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        VerifierKey ledger = TrustedKeyReader.ledger(LEDGER_KEY, ledgerKey).signer();
        connection.call(client -> {
            sync(client, ledger);
            return Boolean.TRUE;
        });
    }

    private void sync(KmsClient client, VerifierKey ledger) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        BundleScope scope = scope(client);
        Sync sync = new Sync(
                new ServiceBundles(client, scope.plane(), agent == null ? host() : agent),
                new BundleFiles(folder, ledger, scope, mode),
                forms,
                new Hook(Optional.ofNullable(hook), folder),
                InstantSource.system());
        long before = round(sync, false);
        terminal.line("Version %d of %s is in %s.".formatted(before, scope, folder));
        while (watch) {
            before = next(sync, before);
        }
    }

    /** One more round; what goes wrong is told, and tried again. */
    private long next(Sync sync, long before) throws InterruptedException {
        try {
            long version = round(sync, true);
            if (version != before) {
                terminal.line("Version %d is in place.".formatted(version));
            }
            return version;
        } catch (IOException e) {
            terminal.err().println("The service does not answer: %s.".formatted(Reason.of(e)));
        } catch (CommandFailed e) {
            terminal.err().println(e.getMessage());
        }
        Thread.sleep(PAUSE);
        return before;
    }

    private static long round(Sync sync, boolean wait) throws IOException, InterruptedException {
        try {
            return sync.round(wait);
        } catch (Doubtful | Hook.Failed e) {
            throw CommandFailed.because(String.valueOf(e.getMessage()));
        }
    }

    private BundleScope scope(KmsClient client) {
        return BundleScope.of(client.certificate())
                .or(() -> Optional.ofNullable(plane).map(BundleScope::ofAll))
                .orElseThrow(() -> CommandFailed.badInput(
                        "Say by --plane which plane's bundle you want; the certificate that calls names none."));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._:-]", "-");
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
