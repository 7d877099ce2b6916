package io.keywright.cli.status;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Tells how an installation stands. */
@Command(name = "status", header = "Tell how the installation as a whole stands, and what to look into.")
public final class StatusCommand extends ServiceCommand {

    public StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("admin/status");
    }

    @Override
    protected void print(KmsAnswer answer) {
        answer.optionalText("node").ifPresent(node -> terminal.fact("node", node));
        KmsAnswer tenants = answer.object("tenants");
        terminal.fact("tenants", tenants.number("total") + byProvider(tenants.object("by_provider")));
        KmsAnswer cache = answer.object("cache");
        terminal.fact("in memory", held(cache, "roots") + ", " + held(cache, "keys"));
        KmsAnswer rotation = answer.object("rotation");
        terminal.fact(
                "rotation",
                "%s, %d overdue"
                        .formatted(
                                rotation.optionalText("next_due")
                                        .map(it -> "next due " + it)
                                        .orElse("nothing due"),
                                rotation.number("overdue")));
        List<String> issues = answer.texts("issues");
        terminal.line();
        if (issues.isEmpty()) {
            terminal.good("There is nothing to look into.");
        }
        issues.forEach(issue -> terminal.bad(Printable.of(issue)));
    }

    private static String held(KmsAnswer cache, String kind) {
        KmsAnswer stock = cache.object(kind);
        return "%,d of at most %,d %s".formatted(stock.number("held"), stock.number("room"), kind);
    }

    private static String byProvider(KmsAnswer counts) {
        String each = counts.members().entrySet().stream()
                .map(count -> "%s %s".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "" : " (" + each + ")";
    }
}
