package io.keywright.cli.approvals;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Denies an approval. */
@Command(
        name = "deny",
        header = "Deny what somebody else asks for.",
        description = {"It can be granted no more then, and a token that was given for it already has no force."})
final class DenyCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The approval's id.")
    private UUID id = new UUID(0, 0);

    DenyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "approvals/%s/deny".formatted(id);
        return client.post(path, Map.of());
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Approval(answer).print(terminal);
    }
}
