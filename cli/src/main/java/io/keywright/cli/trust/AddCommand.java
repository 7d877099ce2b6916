package io.keywright.cli.trust;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes authorities trusted. */
@Command(
        name = "add",
        header = "Trust authorities in your scope; as a platform identity, for all.",
        description = "Of a file with several certificates, all are added or none.")
final class AddCommand extends ServiceCommand {

    @Mixin
    private CertificateFile file = new CertificateFile();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "internal_ca, external_ca or root (default: ${DEFAULT-VALUE}).")
    private String type = "internal_ca";

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    AddCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> body = file.members();
        body.put("anchor_type", type);
        return approval.send(
                terminal,
                client,
                "update_trust_anchor",
                Optional.empty(),
                body,
                sent -> client.post("trust-anchors", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        List<KmsAnswer> all =
                answer.members().containsKey("trust_anchors") ? answer.objects("trust_anchors") : List.of(answer);
        all.forEach(each -> new Anchor(each).print(terminal));
    }
}
