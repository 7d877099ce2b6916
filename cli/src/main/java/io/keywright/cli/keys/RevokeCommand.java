package io.keywright.cli.keys;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Destroys a key at once. */
@Command(
        name = "revoke",
        header = "Destroy a key at once and for good.",
        description =
                "Nothing that it has encrypted can be read any more. keywright keys destroy leaves time to think again.")
final class RevokeCommand extends KeyMove {

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "WHY",
            description = "compromised, retired or policy_violation.")
    private String reason = "";

    @Mixin
    private Destruction destruction = new Destruction();

    RevokeCommand(Terminal terminal) {
        super(terminal, "revoke", "revoke");
    }

    @Override
    Map<String, Object> body() {
        return destruction.with(Map.of("revocation_reason", reason));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line(answer.text("key_id"));
        terminal.fact("revoked", answer.text("revoked_at"));
    }
}
