package io.keywright.cli.loglevel;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the log tell what the configuration says. */
@Command(name = "reset", header = "Have the log tell as much as it is configured to, at once.")
final class ResetCommand extends ServiceCommand {

    @Parameters(paramLabel = "CATEGORY", description = "${COMPLETION-CANDIDATES}.")
    private Category category = Category.all;

    ResetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.put("admin/log-levels", Map.of("category", category.name()));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.good(
                "The log tells %s of %s, as configured.".formatted(answer.text("level"), answer.text("category")));
    }
}
