package io.keywright.chaos.fault;

import io.keywright.chaos.cluster.Cluster;
import io.keywright.chaos.history.History;
import io.keywright.chaos.workload.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Lets faults happen, one after another, in an order by chance in which each comes once before any comes again. */
public final class Faults {

    private static final int LONGEST_REST_MILLIS = 3_000;

    private final Cluster cluster;
    private final Service service;
    private final List<Fault> possible;
    private final Random random;

    /**
     * Those of {@code wanted} that this machine lets happen.
     *
     * @param service is waited for after each fault
     */
    public Faults(Cluster cluster, Service service, List<Fault> wanted, long seed) {
        this.cluster = cluster;
        this.service = service;
        this.possible =
                wanted.stream().filter(fault -> fault.canBefall(cluster)).toList();
        this.random = new Random(seed);
    }

    /** What happens. */
    public List<Fault> possible() {
        return possible;
    }

    /** Lets faults happen until {@code end}, and the last one be mended. */
    public void strikeUntil(long endNanos, History.Writer history) throws Exception {
        List<Fault> order = new ArrayList<>();
        while (System.nanoTime() < endNanos) {
            if (order.isEmpty()) {
                order.addAll(possible);
                Collections.shuffle(order, random);
            }
            rest(endNanos);
            if (!order.isEmpty() && System.nanoTime() < endNanos) {
                history.add(order.removeFirst().strike(cluster, random));
                service.awaitAll();
            }
        }
    }

    private void rest(long endNanos) throws InterruptedException {
        long left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())).toMillis();
        Thread.sleep(Math.min(left, random.nextInt(LONGEST_REST_MILLIS)));
    }
}
