package io.keywright.cli.approvals;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Denies an approval. */
@Command(
        name = "deny",
        header = "Deny what somebody else asks for.",
        descriptionHeading = "%n",
        description = {"It can be granted no more then, and a token that was given for it already has no force."},
        footer = {"Exit code: 0 denied, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class DenyCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The approval's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    DenyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "approvals/%s/deny".formatted(id);
        KmsAnswer answer = connection.call(client -> client.post(path, Map.of()));
        format.show(terminal, answer::json, () -> new Approval(answer).print(terminal));
    }
}
