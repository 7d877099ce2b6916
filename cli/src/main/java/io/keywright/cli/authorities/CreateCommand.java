package io.keywright.cli.authorities;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an authority. */
@Command(
        name = "create",
        header = "Make a certificate authority, with a key that certifies and does nothing else.",
        description = "In production this needs an approval, unless that is configured otherwise.")
final class CreateCommand extends ServiceCommand {

    @Parameters(paramLabel = "NAME", description = "The common name of its subject.")
    private String name = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "EC-P256, EC-P384, RSA-2048, RSA-3072 or RSA-4096 (default: ${DEFAULT-VALUE}).")
    private String type = "EC-P256";

    @Option(
            names = "--signed-by",
            paramLabel = "WHOM",
            description = "self, outside, or the id of an authority above it (default: ${DEFAULT-VALUE}).")
    private String signedBy = "self";

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            description = "For how long its certificate holds, such as P3650D.")
    private @Nullable String lifetime;

    @Mixin
    private RulesFile rules = new RulesFile();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(
                terminal,
                client,
                "create_authority",
                Optional.empty(),
                body(),
                sent -> client.post("authorities", sent));
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("key_type", type);
        body.put("signed_by", signedBy);
        if (lifetime != null) {
            body.put("lifetime", lifetime);
        }
        body.put("rules", rules.read());
        return body;
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AuthorityCard(answer).print(terminal);
    }
}
