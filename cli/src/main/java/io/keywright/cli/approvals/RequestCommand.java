package io.keywright.cli.approvals;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for an approval. */
@Command(
        name = "request",
        header = "Ask others to approve one request before you send it.",
        description = {
            "The approval is for exactly this request: not a member of it may differ when you send it, but for the"
                    + " approval_token."
        })
final class RequestCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "OPERATION", description = "What is to be done, such as revoke or sign.")
    private String operation = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "The id of the key it is done to, if any.")
    private @Nullable UUID key;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for those who decide.")
    private String reason = "";

    @ArgGroup(multiplicity = "1")
    private RequestBody body = new RequestBody();

    RequestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("operation", operation);
        if (key != null) {
            wanted.put("key_id", key.toString());
        }
        wanted.put("request", body.members());
        wanted.put("reason", reason);
        return client.post("approvals", wanted);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Approval(answer).print(terminal);
    }
}
