package io.keywright.cli.trust;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an authority trusted no more. */
@Command(
        name = "retire",
        header = "Trust an authority no more.",
        description = "What it has issued is refused at once. keywright trust replace leaves time to change over.")
final class RetireCommand extends ServiceCommand {

    @Parameters(paramLabel = "ANCHOR", description = "Its id, from keywright trust list.")
    private UUID anchor = new UUID(0, 0);

    @Option(
            names = "--despite-lagging",
            description = "Also if agents have not got the authority yet that comes in its place.")
    private boolean despiteLagging;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    RetireCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(
                terminal,
                client,
                "update_trust_anchor",
                Optional.of(anchor.toString()),
                despiteLagging ? Map.of("despite_lagging", "true") : Map.of(),
                sent -> client.delete(
                        "trust-anchors/" + anchor + (despiteLagging ? "?despite_lagging=true" : ""),
                        sent.get("approval_token")));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line("Retired:");
        new Anchor(answer).print(terminal);
    }
}
