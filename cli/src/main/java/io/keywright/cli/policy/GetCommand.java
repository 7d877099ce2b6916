package io.keywright.cli.policy;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KeyPath;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a key's access policy. */
@Command(name = "get", header = "Show who may use a key, for what and how often.")
final class GetCommand extends ServiceCommand {

    @Parameters(paramLabel = "KEY", description = "The key's id, or alias/NAME.")
    private String key = "";

    GetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = KeyPath.of(key) + "/policy";
        return client.get(path);
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line(answer.text("key_id"));
        Policy.of(answer).print(terminal);
    }
}
