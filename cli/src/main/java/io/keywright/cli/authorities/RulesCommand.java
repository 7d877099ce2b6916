package io.keywright.cli.authorities;

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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes what an authority issues. */
@Command(name = "rules", header = "Have an authority issue by other rules from now on.")
final class RulesCommand extends ServiceCommand {

    @Parameters(paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Mixin
    private RulesFile rules = new RulesFile();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    RulesCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "authorities/" + authority + "/rules";
        return approval.send(
                terminal,
                client,
                "change_authority",
                Optional.of(authority.toString()),
                Map.of("rules", rules.read()),
                sent -> client.put(path, sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AuthorityCard(answer).print(terminal);
    }
}
