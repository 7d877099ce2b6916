package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.KmsRefusal;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Does what may need an approval: asks for one if the service wants it, waits until others have decided, and does it with the
 * token, which nobody sees.
 *
 * @param reason for those who decide
 */
public record Approving(Terminal terminal, String reason) {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String REQUIRED = "approval_required";
    static final String TOKEN = "approval_token";

    /** What is to be done. */
    @FunctionalInterface
    public interface Request {
        KmsAnswer send(Map<String, Object> body) throws IOException, InterruptedException;
    }

    /**
     * Sends {@code body}, with an approval if one is needed.
     *
     * @param operation what that is, as approvals name it
     * @param keyId the id of the key that it is done to, never an alias
     * @throws CommandFailed if others deny it or do not decide in time
     */
    KmsAnswer run(KmsClient client, String operation, Optional<String> keyId, Map<String, Object> body, Request request)
            throws IOException, InterruptedException {
        try {
            return request.send(body);
        } catch (KmsRefusal refusal) {
            if (!refusal.detail("reason").equals(REQUIRED)) {
                throw refusal;
            }
        }
        Map<String, Object> wanted =
                new LinkedHashMap<>(Map.of("operation", operation, "request", body, "reason", reason));
        keyId.ifPresent(id -> wanted.put("key_id", id));
        Approval asked = new Approval(client.post("approvals", wanted));
        terminal.err()
                .println("Waiting for others to decide, until %s. They give: keywright approvals approve %s"
                        .formatted(asked.expires(), asked.id()));
        Map<String, Object> approved = new LinkedHashMap<>(body);
        approved.put(TOKEN, token(client, asked.id()));
        return request.send(approved);
    }

    private static String token(KmsClient client, String id) throws IOException, InterruptedException {
        Approval approval = new Approval(client.get("approvals/" + id));
        while (approval.state().equals("pending")) {
            Thread.sleep(PAUSE);
            approval = new Approval(client.get("approvals/" + id));
        }
        String state = approval.state();
        return approval.token()
                .orElseThrow(() -> CommandFailed.because("The approval is %s; nothing was done.".formatted(state)));
    }
}
