package io.keywright.core.export;

import io.keywright.core.evidence.ReceiptStore;
import io.keywright.core.evidence.ReceiptStore.Entry;
import io.keywright.core.evidence.ReceiptStore.ReceiptFilter;
import io.keywright.core.journal.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tenant's receipts of a time, oldest first, in bounded memory. The store gives them newest first; so all pages are gone
 * through once to know where each begins, which also tells how many receipts there are, and then read from the last to the
 * first.
 */
final class ReceiptFeed {

    private static final int PAGE = 2000;

    private final ReceiptStore store;
    private final String tenantId;
    private final ReceiptFilter filter;
    private final List<Long> pages = new ArrayList<>();
    private long total;

    private ReceiptFeed(ReceiptStore store, String tenantId, ReceiptFilter filter) {
        this.store = store;
        this.tenantId = tenantId;
        this.filter = filter;
    }

    /** The receipts below index {@code size}. */
    static ReceiptFeed of(ReceiptStore store, String tenantId, ReceiptFilter filter, long size) throws StoreException {
        ReceiptFeed feed = new ReceiptFeed(store, tenantId, filter);
        long before = size;
        List<Entry> page = feed.page(before);
        while (!page.isEmpty()) {
            feed.pages.add(before);
            feed.total += page.size();
            before = page.getLast().index();
            page = page.size() < PAGE ? List.of() : feed.page(before);
        }
        return feed;
    }

    /** How many there are. */
    long total() {
        return total;
    }

    /** What takes one receipt after the other. */
    @FunctionalInterface
    interface Sink {
        void take(Entry receipt) throws IOException, StoreException;
    }

    void forEach(Sink sink) throws IOException, StoreException {
        for (long before : pages.reversed()) {
            List<Entry> page = new ArrayList<>(page(before));
            Collections.reverse(page);
            for (Entry receipt : page) {
                sink.take(receipt);
            }
        }
    }

    private List<Entry> page(long before) throws StoreException {
        return store.receipts(tenantId, filter, before, PAGE);
    }
}
