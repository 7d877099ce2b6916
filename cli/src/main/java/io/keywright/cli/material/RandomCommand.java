package io.keywright.cli.material;

import io.keywright.cli.command.BytesOutput;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gets random bytes. */
@Command(name = "random", header = "Get random bytes that nobody can foresee.")
public final class RandomCommand extends ServiceCommand {

    private static final String BYTES = "bytes";

    @Parameters(paramLabel = "BYTES", arity = "0..1", description = "How many, 1 to 1024 (default: ${DEFAULT-VALUE}).")
    private int bytes = 32;

    @Mixin
    private BytesOutput output = new BytesOutput();

    public RandomCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        output.check(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return output.keep(terminal, client.post("random", Map.of("bytes", bytes)), BYTES);
    }

    @Override
    protected void print(KmsAnswer answer) {
        output.print(terminal, answer, BYTES);
    }
}
