package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(
        name = "create",
        header = "Make a key.",
        description =
                "Without --use it may do all that its type can. keywright policy set says who may use it, and how often.")
final class CreateCommand extends ServiceCommand {

    @Mixin
    private NewKeyOptions key = new NewKeyOptions();

    @Option(
            names = "--protection",
            paramLabel = "WHERE",
            description = "software, or hsm: the private key never leaves a provider.")
    private @Nullable String protection;

    @Option(names = "--provider", paramLabel = "NAME", description = "Which provider keeps it; with --protection hsm.")
    private @Nullable String provider;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> body = key.members();
        NewKeyOptions.put(body, "protection", protection);
        NewKeyOptions.put(body, "provider", provider);
        return approval.send(terminal, client, "generate", Optional.empty(), body, sent -> client.post("keys", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }
}
