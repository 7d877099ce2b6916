package io.keywright.cli.certificates;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes a certificate. */
@Command(
        name = "revoke",
        header = "Revoke a certificate for good.",
        description = "The service lets nobody in with it any more, from the answer on. Of a compromised key, what was"
                + " renewed from it goes, too.")
final class RevokeCommand extends ServiceCommand {

    @Parameters(paramLabel = "CERTIFICATE", description = "The certificate's id.")
    private UUID certificate = new UUID(0, 0);

    @Option(
            names = "--reason",
            paramLabel = "WHY",
            description =
                    "key_compromise, affiliation_changed, superseded, cessation_of_operation, privilege_withdrawn or"
                            + " unspecified (default: ${DEFAULT-VALUE}).")
    private String reason = "unspecified";

    @Option(
            names = "--with-renewals",
            negatable = true,
            description = "Revoke what was renewed from it, and from that again, too; or do not, with"
                    + " --no-with-renewals (default: if the reason is key_compromise).")
    private @Nullable Boolean withRenewals;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    RevokeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "certificates/" + certificate + "/revoke";
        return approval.send(
                terminal,
                client,
                "revoke_certificate",
                Optional.of(certificate.toString()),
                request(),
                sent -> client.post(path, sent));
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new TreeMap<>(Map.of("revocation_reason", reason));
        if (withRenewals != null) {
            request.put("with_renewals", withRenewals);
        }
        return request;
    }

    @Override
    protected void print(KmsAnswer answer) {
        new CertificateCard(answer).print(terminal);
    }
}
