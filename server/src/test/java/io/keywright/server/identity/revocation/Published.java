package io.keywright.server.identity.revocation;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands where, changed at will. */
final class Published implements Documents {

    final Map<String, byte[]> places = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();

    /** What happens while somebody asks. */
    volatile Runnable meanwhile = () -> {};

    @Override
    public byte[] get(String url, Duration patience) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        asked.incrementAndGet();
        try {
            meanwhile.run();
        } finally {
            atOnce.decrementAndGet();
        }
        byte[] there = places.get(url);
        if (there == null) {
            throw new IOException("the server answers 404");
        }
        return there;
    }

    @Override
    public byte[] post(String url, String type, byte[] body, Duration patience) throws IOException {
        return get(url, patience);
    }
}
