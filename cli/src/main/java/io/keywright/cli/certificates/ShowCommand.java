package io.keywright.cli.certificates;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a certificate. */
@Command(name = "show", header = "Show a certificate, and whether it is revoked.")
final class ShowCommand extends ServiceCommand {

    @Parameters(paramLabel = "CERTIFICATE", description = "The certificate's id.")
    private UUID certificate = new UUID(0, 0);

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("certificates/" + certificate);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new CertificateCard(answer).print(terminal);
        answer.text("certificate").lines().forEach(terminal::line);
    }
}
