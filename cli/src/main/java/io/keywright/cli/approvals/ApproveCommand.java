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

/** Grants an approval. */
@Command(
        name = "approve",
        header = "Grant what somebody else asks for.",
        description = {
            "Once enough have granted it, whoever asked gets a token that lets this one request pass, once. What you ask for"
                    + " yourself, others must grant."
        })
final class ApproveCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The approval's id.")
    private UUID id = new UUID(0, 0);

    ApproveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "approvals/%s/approve".formatted(id);
        return client.post(path, Map.of());
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Approval(answer).print(terminal);
    }
}
