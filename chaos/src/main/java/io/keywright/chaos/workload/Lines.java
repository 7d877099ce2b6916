package io.keywright.chaos.workload;

import io.keywright.chaos.cluster.Node;
import io.keywright.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** The lines that all workers use and change together. Thread-safe. */
final class Lines {

    private static final int MOST = 4;

    private final Service service;
    private final List<Line> all = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    Lines(Service service) {
        this.service = service;
    }

    /** Any of them; makes one if there are few, and answers nothing if that was not acknowledged. */
    Optional<Line> any(Node node, RandomGenerator random) throws InterruptedException {
        synchronized (all) {
            if (all.size() >= MOST) {
                return Optional.of(all.get(random.nextInt(all.size())));
            }
        }
        return begin(node);
    }

    private Optional<Line> begin(Node node) throws InterruptedException {
        String alias = "line-" + made.incrementAndGet();
        Operation created = service.create(node, alias, Service.policyFor(true));
        if (!created.done()) {
            return Optional.empty();
        }
        Line line = new Line(alias, created.answered("key_id"));
        synchronized (all) {
            all.add(line);
        }
        return Optional.of(line);
    }

    /** Nobody begins to use it any more. */
    void end(Line line) {
        synchronized (all) {
            all.remove(line);
        }
    }
}
