package io.keywright.cli.certificates;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Input;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a certificate issued. */
@Command(
        name = "issue",
        header = "Have an authority issue a certificate to whoever calls.",
        description = "Writes the certificate, and those above it, as PEM.")
final class IssueCommand extends ServiceCommand {

    @Option(names = "--authority", required = true, paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Parameters(
            paramLabel = "REQUEST",
            description = "A certificate request in PEM, as openssl req -new writes it; - for standard input.")
    private Path request = Path.of("-");

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "client or server, once for each; left out, all that the authority's rules allow.")
    private List<String> purposes = List.of();

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            description = "For how long it is to hold, such as PT24H, which it does if this is left out.")
    private @Nullable String lifetime;

    @Mixin
    private Output output = new Output();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    IssueCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(
                terminal,
                client,
                "issue_certificate",
                Optional.empty(),
                body(),
                sent -> client.post("certificates", sent));
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("authority_id", authority);
        body.put("request", new Input(request).text());
        if (!purposes.isEmpty()) {
            body.put("purposes", purposes);
        }
        if (lifetime != null) {
            body.put("lifetime", lifetime);
        }
        return body;
    }

    @Override
    protected void print(KmsAnswer answer) {
        String pem = answer.text("certificate") + answer.text("chain");
        output.write(terminal, pem.getBytes(StandardCharsets.UTF_8));
        if (output.isFile()) {
            new CertificateCard(answer).print(terminal);
        }
    }
}
