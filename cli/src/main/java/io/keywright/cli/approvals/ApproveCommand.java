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

/** Grants an approval. */
@Command(
        name = "approve",
        header = "Grant what somebody else asks for.",
        descriptionHeading = "%n",
        description = {
            "Once enough have granted it, whoever asked gets a token that lets this one request pass, once. What you ask for"
                    + " yourself, others must grant."
        },
        footer = {"Exit code: 0 granted, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ApproveCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The approval's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ApproveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "approvals/%s/approve".formatted(id);
        KmsAnswer answer = connection.call(client -> client.post(path, Map.of()));
        format.show(terminal, answer::json, () -> new Approval(answer).print(terminal));
    }
}
