package io.keywright.cli.costs;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what root providers cost. */
@Command(
        name = "costs",
        header = "Tell what root providers cost in a month, and what was saved.",
        descriptionHeading = "%n",
        description = {
            "Counts each call to a provider, by tenant; docs/configuration.md has the prices. What is saved are the calls that were"
                    + " not needed because a root was in memory."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
public final class CostsCommand implements Runnable {

    private static final String TENANTS = "tenants";
    private static final String NEXT = "next_page_token";

    @Option(names = "--month", paramLabel = "MONTH", description = "Which, as in 2026-11 (default: this one, in UTC).")
    private @Nullable String month;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant alone.")
    private @Nullable String tenant;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    public CostsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (month != null && !month.matches("[0-9]{4}-[0-9]{2}")) {
            throw CommandFailed.badInput("--month must be like 2026-11.");
        }
        String query = "admin/costs?limit=1000" + parameter("month", month) + parameter("tenant_id", tenant);
        KmsAnswer answer = connection.call(client -> all(client, query));
        format.show(terminal, answer::json, () -> new CostTable(terminal, answer).print());
    }

    /** The answer, with the tenants of all pages. */
    private static KmsAnswer all(KmsClient client, String query) throws IOException, InterruptedException {
        KmsAnswer first = client.get(query);
        if (!first.members().containsKey(TENANTS)) {
            return first;
        }
        List<Object> tenants = new ArrayList<>();
        KmsAnswer page = first;
        addTenants(tenants, page);
        for (Optional<String> next = page.optionalText(NEXT); next.isPresent(); next = page.optionalText(NEXT)) {
            page = client.get(query + parameter("page_token", next.get()));
            addTenants(tenants, page);
        }
        Map<String, Object> members = new LinkedHashMap<>(first.members());
        members.remove(NEXT);
        members.put(TENANTS, tenants);
        return new KmsAnswer(members);
    }

    private static void addTenants(List<Object> tenants, KmsAnswer page) {
        page.objects(TENANTS).forEach(each -> tenants.add(each.members()));
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
