package io.keywright.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Takes every receipt of the tenant home, with its proof. */
final class GatherReceipts {

    private final Steps steps;
    private final DemoTenant tenant;

    GatherReceipts(Steps steps, DemoTenant tenant) {
        this.steps = steps;
        this.tenant = tenant;
    }

    Evidence gather() {
        steps.section("Check every receipt");
        return steps.step(
                "receipts fetched, each with its proof",
                this::fetch,
                evidence -> "%d receipts".formatted(evidence.exhibits().size()));
    }

    private Evidence fetch() throws IOException, InterruptedException {
        List<String> listed = tenant.receiptsListed();
        Steps.expect(
                new HashSet<>(listed).containsAll(tenant.receiptsGiven()),
                "the service has answered with a receipt that it does not list");
        List<Evidence.Exhibit> exhibits = new ArrayList<>();
        for (String receiptId : listed) {
            exhibits.add(tenant.exhibit(receiptId));
        }
        return new Evidence(tenant.ledgerKeys(), exhibits);
    }
}
