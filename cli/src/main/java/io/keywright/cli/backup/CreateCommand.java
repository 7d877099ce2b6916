package io.keywright.cli.backup;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a service back itself up. */
@Command(
        name = "create",
        header = "Have the service write a backup into its folder, while everything goes on.",
        descriptionHeading = "%n",
        description = {
            "It says what has changed since the one before, or stands by itself where that is cheaper. For platform admins."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class CreateCommand implements Runnable {

    @Option(names = "--whole", description = "Make one that stands by itself.")
    private boolean whole;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    CreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.post("admin/backups", Map.of("whole", whole)));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
        terminal.good("%s, %,d bytes".formatted(Printable.of(answer.text("file")), answer.number("bytes")));
        terminal.fact("receipts", "%,d; those from number %<d on are not in it".formatted(answer.number("receipts")));
        terminal.fact(
                "continues",
                answer.optionalText("parent")
                        .map(parent -> parent + ", which it needs")
                        .orElse("nothing, it is whole"));
        terminal.fact("opened by", Printable.of(answer.text("opened_by")));
        terminal.line("Whether it is good: keywright backup verify. Copy the folder to another place.");
    }
}
