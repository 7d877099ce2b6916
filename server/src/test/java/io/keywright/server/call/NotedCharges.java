package io.keywright.server.call;

import io.keywright.core.call.Charge;
import io.keywright.core.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what becomes of what calls use up. */
final class NotedCharges {

    private final List<Boolean> settled = new ArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    /** One more, which is held until it is given back or its call is refused. */
    Charge next() {
        given.incrementAndGet();
        held.incrementAndGet();
        return new Charge() {
            @Override
            public Change use() {
                return new Change.None();
            }

            @Override
            public void refused() {
                held.decrementAndGet();
            }

            @Override
            public void giveBack() {
                held.decrementAndGet();
            }

            @Override
            public void settle(boolean durable) {
                settled.add(durable);
            }
        };
    }

    int given() {
        return given.get();
    }

    int held() {
        return held.get();
    }

    /** Whether each was durable, in the order in which they were settled. */
    List<Boolean> settled() {
        return settled;
    }
}
