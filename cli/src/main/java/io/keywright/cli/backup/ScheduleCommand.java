package io.keywright.cli.backup;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how a service's backups are planned. */
@Command(
        name = "schedule",
        header = "Tell how backups are planned, and how much can be lost.",
        descriptionHeading = "%n",
        description = {"It is set by keywright.backup.every in the service's configuration."},
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class ScheduleCommand implements Runnable {

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ScheduleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.get("admin/backups?limit=1"));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
        terminal.fact("folder", Printable.of(answer.text("folder")));
        terminal.fact("every", Printable.of(answer.optionalText("every").orElse("never by itself")));
        terminal.fact("kept for", Printable.of(answer.text("keep")));
        terminal.fact("lost", new Listing(answer).loss(Instant.now()));
    }
}
