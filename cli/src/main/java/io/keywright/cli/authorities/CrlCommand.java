package io.keywright.cli.authorities;

import io.keywright.cli.file.Output;
import io.keywright.cli.kms.Connection;
import io.keywright.verifier.terminal.Terminal;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes an authority's revocation list. */
@Command(
        name = "crl",
        header = "Write an authority's revocation list, in DER.",
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class CrlCommand implements Runnable {

    @Parameters(paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Mixin
    private Output output = new Output();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    CrlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "authorities/" + authority + "/crl";
        output.requireNoScreen(terminal);
        byte[] list = connection.call(client -> client.bytes(path));
        output.write(terminal, list);
    }
}
