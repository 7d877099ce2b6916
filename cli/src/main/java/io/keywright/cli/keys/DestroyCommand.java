package io.keywright.cli.keys;

import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans a key's destruction. */
@Command(
        name = "destroy",
        header = "Plan a key's destruction, which can be undone until its time has come.",
        description = {
            "Until then the key is archived: it still verifies and decrypts, and its receipts show who needs it. At once and"
                    + " for good, a key is destroyed by keywright keys revoke."
        })
final class DestroyCommand extends KeyMove {

    @Option(
            names = "--wait",
            paramLabel = "PERIOD",
            description = "How long until then, from P7D to P30D (default: P30D).")
    private @Nullable String wait;

    @Mixin
    private Destruction destruction = new Destruction();

    DestroyCommand(Terminal terminal) {
        super(terminal, "schedule-destruction", "schedule_destruction");
    }

    @Override
    Map<String, Object> body() {
        return destruction.with(wait == null ? Map.of() : Map.of("waiting_period", wait));
    }
}
