package io.keywright.core.work;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits: a bounded queue for each tenant, and the tenants take turns. Its user holds a lock. */
public final class Turns<T> {

    /** So many tenants can fill their queues before all others are turned away, too. */
    private static final int FULL_QUEUES = 16;

    private final int mostPerTenant;
    private final Map<String, Queue<T>> queues = new LinkedHashMap<>();
    private int size;

    /** @param mostPerTenant how much of one tenant may wait */
    public Turns(int mostPerTenant) {
        this.mostPerTenant = mostPerTenant;
    }

    /** Whether as much waits as can. */
    boolean full() {
        return size >= mostPerTenant * FULL_QUEUES;
    }

    /** Whether as much of {@code tenantId} waits as may. */
    boolean full(String tenantId) {
        Queue<T> queue = queues.get(tenantId);
        return queue != null && queue.size() >= mostPerTenant;
    }

    public void add(String tenantId, T work) {
        queues.computeIfAbsent(tenantId, id -> new ArrayDeque<>()).add(work);
        size++;
    }

    /** The oldest of the tenant whose turn it is, or null if nothing waits. */
    public @Nullable T next() {
        if (queues.isEmpty()) {
            return null;
        }
        String tenantId = queues.keySet().iterator().next();
        Queue<T> queue = queues.remove(tenantId);
        T work = queue == null ? null : queue.poll();
        if (queue != null && !queue.isEmpty()) {
            queues.put(tenantId, queue);
        }
        size--;
        return work;
    }

    /** Lets {@code work} wait no more. */
    public void remove(String tenantId, T work) {
        Queue<T> queue = queues.get(tenantId);
        if (queue != null && queue.remove(work)) {
            size--;
            if (queue.isEmpty()) {
                queues.remove(tenantId);
            }
        }
    }

    /** All that waits, which then waits no more. */
    Stream<T> drained() {
        List<Queue<T>> all = List.copyOf(queues.values());
        queues.clear();
        size = 0;
        return all.stream().flatMap(Queue::stream);
    }

    int mostPerTenant() {
        return mostPerTenant;
    }

    int size() {
        return size;
    }
}
