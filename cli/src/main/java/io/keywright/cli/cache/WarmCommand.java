package io.keywright.cli.cache;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Loads what a node will need. */
@Command(
        name = "warm",
        header = "Have the node open roots and keys before requests need them.",
        descriptionHeading = "%n",
        description = {"Without options, everything is meant, as far as there is room."},
        footer = "Exit code: 0 loaded, 1 something did not open, or refused, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
final class WarmCommand implements Runnable {

    @Mixin
    private Part part = new Part();

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    WarmCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.post("admin/cache/warm", part.members()));
        format.show(terminal, answer::json, () -> print(answer));
        if (answer.number("failed") > 0) {
            throw CommandFailed.because("Not everything opened: %d failed.".formatted(answer.number("failed")));
        }
    }

    private void print(KmsAnswer answer) {
        terminal.good("Open: %d roots, %d keys.".formatted(answer.number("roots"), answer.number("keys")));
        if (!answer.flag("complete")) {
            terminal.warning("Not all were tried: there was no more room or time.");
        }
        answer.objects("failures").forEach(this::printFailure);
    }

    private void printFailure(KmsAnswer failure) {
        String what = failure.optionalText("key_id")
                        .map(it -> "key " + it + " of tenant ")
                        .orElse("the root of tenant ")
                + failure.text("tenant_id");
        String reason = failure.optionalText("reason").orElse("unknown");
        terminal.bad(Printable.of("%s: %s. %s".formatted(what, reason, failure.text("what_to_do"))));
    }
}
