package io.keywright.cli.whoami;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Asks a service whom a certificate, and a token if there is one, make of the caller. */
@Command(
        name = "whoami",
        header = "Ask a service who you are.",
        description = "Without options, asks the development server of this folder as its tenant demo.")
public final class WhoamiCommand extends ServiceCommand {

    private static final List<String> MEMBERS =
            List.of("subject", "tenant_id", "environment", "plane", "module", "person");

    public WhoamiCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("whoami");
    }

    @Override
    protected void print(KmsAnswer answer) {
        for (String member : MEMBERS) {
            answer.optionalText(member).ifPresent(value -> terminal.fact(member, value));
        }
        List<String> roles = answer.texts("roles");
        terminal.fact("roles", roles.isEmpty() ? "none" : String.join(", ", roles));
    }
}
