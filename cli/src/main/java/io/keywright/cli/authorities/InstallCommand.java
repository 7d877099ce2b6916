package io.keywright.cli.authorities;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Input;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an authority its certificate from outside. */
@Command(
        name = "install",
        header = "Give an authority the certificate that somebody outside has made of its request.",
        description = "In production this needs an approval, unless that is configured otherwise.")
final class InstallCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Parameters(
            index = "1",
            paramLabel = "CERTIFICATE",
            description = "A file with its certificate in PEM; - for standard input.")
    private Path certificate = Path.of("-");

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            description =
                    "The certificates above it in PEM, its issuer's first; those that everybody has can be left out.")
    private @Nullable Path chain;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    InstallCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(
                terminal,
                client,
                "change_authority",
                Optional.of(authority.toString()),
                body(),
                sent -> client.put("authorities/" + authority + "/certificate", sent));
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("certificate", new Input(certificate).text());
        if (chain != null) {
            body.put("chain", new Input(chain).text());
        }
        return body;
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AuthorityCard(answer).print(terminal);
    }
}
