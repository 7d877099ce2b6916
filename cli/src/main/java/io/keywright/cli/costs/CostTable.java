package io.keywright.cli.costs;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** Costs below each other: a line for each provider in all, and for each of a tenant. */
record CostTable(Terminal terminal, KmsAnswer answer) {

    private static final List<Column> COLUMNS = List.of(
            Column.words("TENANT"),
            Column.words("PROVIDER"),
            Column.numbers("KEYS"),
            Column.numbers("DESCRIBED"),
            Column.numbers("WRAPPED"),
            Column.numbers("UNWRAPPED"),
            Column.numbers("COST"),
            Column.numbers("CALLS SAVED"),
            Column.numbers("SAVED"));
    private static final String NONE = "-";

    void print() {
        String currency =
                answer.optionalText("currency").map(it -> ", in " + it).orElse("");
        terminal.line(Printable.of(answer.text("month") + currency));
        Table table = new Table(COLUMNS);
        boolean ofAll = answer.members().containsKey("tenants");
        rows(table, ofAll ? "all" : NONE, answer);
        if (ofAll) {
            answer.objects("tenants").forEach(tenant -> rows(table, tenant.text("tenant_id"), tenant));
        }
        table.print(terminal);
        if (currency.isEmpty()) {
            terminal.line("No prices are configured, so that nothing is reckoned; see docs/configuration.md.");
        }
    }

    private static void rows(Table table, String tenant, KmsAnswer costs) {
        costs.objects("providers").forEach(provider -> table.row(row(tenant, provider)));
    }

    private static List<String> row(String tenant, KmsAnswer provider) {
        KmsAnswer calls = provider.object("calls");
        KmsAnswer saved = provider.object("saved_by_cache");
        return List.of(
                tenant,
                provider.text("name"),
                String.valueOf(provider.number("keys")),
                String.valueOf(calls.number("describe")),
                String.valueOf(calls.number("wrap")),
                String.valueOf(calls.number("unwrap")),
                provider.optionalText("cost").orElse(NONE),
                String.valueOf(saved.number("calls")),
                saved.optionalText("cost").orElse(NONE));
    }
}
