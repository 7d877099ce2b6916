package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KeyPath;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/** A command that leads a key from one state to another, which may need an approval. */
abstract class KeyMove extends ServiceCommand {

    @Mixin
    private KeyParameter key = new KeyParameter();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    private final String step;
    private final String operation;

    /**
     * @param step the last part of the call's path
     * @param operation what it is to approvals
     */
    KeyMove(Terminal terminal, String step, String operation) {
        super(terminal);
        this.step = step;
        this.operation = operation;
    }

    /** What the request says beside the key. */
    Map<String, Object> body() {
        return Map.of();
    }

    @Override
    protected void check() {
        key.path();
    }

    /** An approval is for one key, whatever an alias stands for by then. */
    @Override
    protected final KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String id = key.id(client);
        return approval.send(
                terminal,
                client,
                operation,
                Optional.of(id),
                body(),
                sent -> client.post(KeyPath.of(id) + "/" + step, sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }
}
