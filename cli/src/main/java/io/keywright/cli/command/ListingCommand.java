package io.keywright.cli.command;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Pages;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that lists what a service has, page after page, a line for each. */
public abstract class ListingCommand extends TableCommand {

    private static final int ORDER = 50;

    @Option(
            names = "--limit",
            paramLabel = "N",
            order = ORDER,
            description = "How many at the most (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--all", order = ORDER, description = "All that there are, instead of the first.")
    private boolean all;

    private final String path;
    private final String member;

    /**
     * @param path where the listing is at the service
     * @param member of the answer that holds the list
     */
    protected ListingCommand(Terminal terminal, String path, String member, List<Column> columns) {
        super(terminal, member, columns);
        this.path = path;
        this.member = member;
    }

    /** What is wanted of all that there is. */
    protected abstract Query query();

    @Override
    protected abstract String nothing();

    @Override
    protected void check() {
        if (limit < 1) {
            throw CommandFailed.badInput("--limit must be 1 or more.");
        }
    }

    @Override
    protected final KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Pages pages = Pages.read(client, path, member, query(), all ? Integer.MAX_VALUE : limit);
        return new KmsAnswer(
                Map.of(member, pages.items().stream().map(KmsAnswer::members).toList(), "more", pages.more()));
    }

    @Override
    protected final void print(KmsAnswer answer) {
        super.print(answer);
        if (answer.flag("more")) {
            terminal.line("There may be more; see them with a greater --limit, or --all.");
        }
    }
}
