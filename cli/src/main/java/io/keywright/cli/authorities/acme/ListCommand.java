package io.keywright.cli.authorities.acme;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists credentials. */
@Command(name = "list", header = "List the credentials of an authority's ACME clients.")
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS =
            Stream.of("CREDENTIAL", "MODULE", "STATE").map(Column::words).toList();

    @Parameters(paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    ListCommand(Terminal terminal) {
        super(terminal, "credentials", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("authorities/" + authority + "/acme-credentials");
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        return new AcmeCredentialCard(item).row();
    }

    @Override
    protected String nothing() {
        return "There is no credential yet. Make one by: keywright authorities acme create";
    }
}
