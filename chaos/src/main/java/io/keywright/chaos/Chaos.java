package io.keywright.chaos;

import io.keywright.chaos.check.Checks;
import io.keywright.chaos.check.Entry;
import io.keywright.chaos.check.Evidence;
import io.keywright.chaos.check.Finding;
import io.keywright.chaos.check.KeyState;
import io.keywright.chaos.check.Ledger;
import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.fault.Fault;
import io.keywright.chaos.fault.Faults;
import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.workload.NotServing;
import io.keywright.chaos.workload.Service;
import io.keywright.chaos.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run: a cluster, callers, faults, and what the checks find afterwards. */
public final class Chaos {

    private static final String HISTORY = "history.jsonl";
    private static final String SERVES = "ServesAgain";

    private final Cluster cluster;
    private final Plan plan;

    public Chaos(Cluster cluster, Plan plan) {
        this.cluster = cluster;
        this.plan = plan;
    }

    /** Does something to a cluster before its callers begin. */
    @FunctionalInterface
    public interface Preparation {

        /** All is well so far. */
        void prepare(Cluster cluster) throws Exception;
    }

    /**
     * Runs it to its end.
     *
     * @param folder for the history
     */
    public Report run(Path folder) throws Exception {
        return run(folder, sound -> {});
    }

    /** The same with a cluster to which something was done. */
    public Report run(Path folder, Preparation preparation) throws Exception {
        Path file = folder.resolve(HISTORY);
        List<Finding> findings = new ArrayList<>();
        List<KeyState> states = List.of();
        List<Fault> possible = List.of();
        try (History.Writer writer = new History.Writer(file);
                Service service = new Service(cluster, writer)) {
            Faults faults = new Faults(cluster, service, plan.faults(), plan.seed());
            possible = faults.possible();
            preparation.prepare(cluster);
            Workload callers = new Workload(service, plan.seed(), plan.pauseMillis());
            try (callers) {
                faults.strikeUntil(System.nanoTime() + plan.length().toNanos(), writer);
            }
            service.awaitAll();
            states = states(service, cluster.ledger());
        } catch (NotServing e) {
            findings.add(new Finding(SERVES, String.valueOf(e.getMessage())));
        }
        History history = History.read(file);
        Ledger ledger = cluster.ledger();
        findings.addAll(Checks.all(new Evidence(history, ledger, states)));
        return new Report(plan, possible, history, ledger, findings);
    }

    /** How each key is shown, each by the next node. */
    private List<KeyState> states(Service service, Ledger ledger) throws InterruptedException {
        List<KeyState> states = new ArrayList<>();
        for (Entry entry : ledger.entries()) {
            String keyId = madeBy(entry);
            if (!keyId.isEmpty() && entry.receipt().scope().tenantId().equals(service.tenant())) {
                Node node = cluster.nodes().get(states.size() % cluster.nodes().size());
                Operation shown = service.readKey(node, keyId);
                states.add(new KeyState(keyId, node.number(), shown.answered("key_state")));
            }
        }
        return states;
    }

    private static String madeBy(Entry entry) {
        if (entry.is("key_rotated")) {
            return entry.changed("new_key_id");
        }
        return entry.is("key_generated") ? entry.keyId() : "";
    }
}
