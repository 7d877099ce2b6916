package io.keywright.cli.policy;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a key's access policy. */
@Command(
        name = "get",
        header = "Show who may use a key, for what and how often.",
        footer = {"Exit code: 0 shown, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class GetCommand implements Runnable {

    @Parameters(paramLabel = "KEY", description = "The key's id, or alias/NAME.")
    private String key = "";

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    GetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = KeyName.policyPath(key);
        KmsAnswer answer = connection.call(client -> client.get(path));
        format.show(terminal, answer::json, () -> {
            terminal.line(answer.text("key_id"));
            Policy.of(answer).print(terminal);
        });
    }
}
