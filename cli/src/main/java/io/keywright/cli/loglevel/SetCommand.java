package io.keywright.cli.loglevel;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the log tell more or less. */
@Command(
        name = "set",
        header = "Have the log tell more or less for a while.",
        description =
                "Of the node that answers alone. It ends by itself, and with a restart; the ledger has who wanted it.")
final class SetCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "CATEGORY", description = "${COMPLETION-CANDIDATES}.")
    private Category category = Category.all;

    @Parameters(index = "1", paramLabel = "LEVEL", description = "${COMPLETION-CANDIDATES}.")
    private Level level = Level.info;

    @Option(
            names = "--for",
            paramLabel = "PERIOD",
            description = "How long, from PT1S to P7D (default: ${DEFAULT-VALUE}).")
    private String period = "PT1H";

    SetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.put(
                "admin/log-levels", Map.of("category", category.name(), "level", level.name(), "duration", period));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.good("The log tells %s of %s until %s."
                .formatted(
                        answer.text("level"),
                        answer.text("category"),
                        answer.optionalText("until").orElse("the next restart")));
    }
}
