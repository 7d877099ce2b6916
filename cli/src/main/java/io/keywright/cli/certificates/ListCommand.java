package io.keywright.cli.certificates;

import io.keywright.cli.command.ListingCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists certificates. */
@Command(name = "list", header = "List the certificates that were issued in your scope.")
final class ListCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of("CERTIFICATE", "MODULE", "UNTIL", "REVOKED")
            .map(Column::words)
            .toList();

    @Option(names = "--authority", paramLabel = "AUTHORITY", description = "Only those that this authority issued.")
    private @Nullable UUID authority;

    @Option(names = "--module", paramLabel = "MODULE", description = "Only this module's.")
    private @Nullable String module;

    @Option(
            names = "--ends-before",
            paramLabel = "TIME",
            description = "Only those that end until then: a day, which counts to its end, or a time in UTC.")
    private @Nullable String endsBefore;

    @Option(names = "--revoked", description = "Only those that are revoked.")
    private boolean revoked;

    ListCommand(Terminal terminal) {
        super(terminal, "certificates", "certificates", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none()
                .with("authority_id", authority)
                .with("module", module)
                .with("revoked", revoked ? "true" : null)
                .with("ends_before", endsBefore);
    }

    @Override
    protected List<String> row(KmsAnswer certificate) {
        return new CertificateCard(certificate).row();
    }

    @Override
    protected String nothing() {
        return query().isEmpty()
                ? "No certificate was issued yet. Have one issued by: keywright certificates issue"
                : "There is no such certificate.";
    }
}
