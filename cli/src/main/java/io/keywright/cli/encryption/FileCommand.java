package io.keywright.cli.encryption;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.approvals.Approving;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/** A command that makes a file of any size with a data key, and tells of it; or writes it to standard output, and tells nothing. */
abstract class FileCommand extends ServiceCommand {

    @Mixin
    Output output = new Output();

    @Mixin
    EncryptionContext context = new EncryptionContext();

    @ArgGroup
    ApprovalOptions approval = new ApprovalOptions();

    FileCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        if (isForPrograms()) {
            output.requireFile();
        }
    }

    /** Makes or opens data keys, with an approval if one is needed. */
    final Approving.Request dataKeys(KmsClient client, String operation, String keyId, String path) {
        return body ->
                approval.send(terminal, client, operation, Optional.of(keyId), body, sent -> client.post(path, sent));
    }

    /** What is told of the file that was written. */
    static KmsAnswer written(DataKey dataKey, long bytes) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key_id", dataKey.header().keyId());
        members.put("cipher", FileHeader.CIPHER);
        members.put("bytes", bytes);
        members.put("receipt_id", dataKey.receiptId());
        return new KmsAnswer(members);
    }

    @Override
    protected final void print(KmsAnswer answer) {
        if (output.isFile()) {
            terminal.line(answer.text("key_id"));
            terminal.fact("cipher", answer.text("cipher"));
            terminal.fact("bytes", "%,d".formatted(answer.number("bytes")));
            terminal.fact("receipt", answer.text("receipt_id"));
        }
    }
}
