package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to come by the approval of what may need one. An {@code @ArgGroup}, of which at most one may be given. */
public final class ApprovalOptions {

    @Option(
            names = "--approval-token",
            paramLabel = "TOKEN",
            description = "An approval of this change, where one is needed.")
    private @Nullable String token;

    @Option(
            names = "--approve",
            paramLabel = "REASON",
            description =
                    "Where an approval is needed, ask for it with this reason, wait until others have granted it, and then"
                            + " do it.")
    private @Nullable String reason;

    /** Whether an approval is asked for, should one be needed. */
    public boolean asks() {
        return reason != null;
    }

    /**
     * Sends {@code body}, with the approval that was given, or with one that is asked for if one is needed.
     *
     * @param operation what that is, as approvals name it
     * @param keyId the id of the key that it is done to, never an alias
     */
    public KmsAnswer send(
            Terminal terminal,
            KmsClient client,
            String operation,
            Optional<String> keyId,
            Map<String, Object> body,
            Approving.Request request)
            throws IOException, InterruptedException {
        if (reason != null) {
            return new Approving(terminal, reason).run(client, operation, keyId, body, request);
        }
        Map<String, Object> sent = new LinkedHashMap<>(body);
        if (token != null) {
            sent.put(Approving.TOKEN, token);
        }
        return request.send(sent);
    }
}
