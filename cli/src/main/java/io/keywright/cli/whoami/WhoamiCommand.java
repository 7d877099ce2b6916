package io.keywright.cli.whoami;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks a service whom a certificate, and a token if there is one, make of the caller. */
@Command(
        name = "whoami",
        header = "Ask a service who you are.",
        descriptionHeading = "%n",
        description = "Without options, asks the development server of this folder as its tenant demo.",
        sortOptions = false,
        sortSynopsis = false)
public final class WhoamiCommand implements Runnable {

    private static final List<String> MEMBERS =
            List.of("subject", "tenant_id", "environment", "plane", "module", "person");

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    public WhoamiCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.get("whoami"));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
        for (String member : MEMBERS) {
            answer.optionalText(member).ifPresent(value -> terminal.fact(member, value));
        }
        List<String> roles = answer.texts("roles");
        terminal.fact("roles", roles.isEmpty() ? "none" : String.join(", ", roles));
    }
}
