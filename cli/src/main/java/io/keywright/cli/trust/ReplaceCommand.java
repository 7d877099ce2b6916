package io.keywright.cli.trust;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an authority in the place of another. */
@Command(
        name = "replace",
        header = "Put an authority in the place of another, and trust both for a while.",
        description = "The other is retired by the service itself when its time is over.")
final class ReplaceCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "ANCHOR", description = "The other's id, from keywright trust list.")
    private UUID anchor = new UUID(0, 0);

    @Mixin
    private CertificateFile file = new CertificateFile();

    @Option(
            names = "--both-for",
            required = true,
            paramLabel = "DURATION",
            description = "For how long both are trusted, such as P30D.")
    private String overlap = "";

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    ReplaceCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        overlap();
    }

    private Duration overlap() {
        try {
            Duration duration = Duration.parse(overlap);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // It is said below what it must be.
        }
        throw CommandFailed.badInput("--both-for must be a duration, such as P30D or PT12H.");
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> body = file.members();
        body.put("trusted_until", Instant.now().plus(overlap()).toString());
        return approval.send(
                terminal,
                client,
                "update_trust_anchor",
                Optional.of(anchor.toString()),
                body,
                sent -> client.post("trust-anchors/" + anchor + "/replace", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Anchor(answer).print(terminal);
        KmsAnswer predecessor = answer.object("predecessor");
        terminal.line("It comes in the place of:");
        new Anchor(predecessor).print(terminal);
    }
}
