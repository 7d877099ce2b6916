package io.keywright.server.observability;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * What somebody should have a look at although everything is served: an odd member of a document from elsewhere, a file
 * that cannot be read any more, a certificate that will end soon. Named once in the log when it begins, and in health until
 * it ends. Thread-safe.
 */
public final class Remarks {

    private static final Logger LOG = Logger.getLogger(Remarks.class);
    private static final int MOST_SHOWN = 5;

    private final Map<String, String> standing = new ConcurrentSkipListMap<>();

    /**
     * Says how {@code subject} stands now, in the place of what was said of it before.
     *
     * @param remark a clause such as {@code FILE cannot be read}, nothing secret; empty if all is well
     */
    public void say(String subject, Optional<String> remark) {
        if (remark.isEmpty()) {
            String before = standing.remove(subject);
            if (before != null) {
                LOG.infof("event=remark_settled subject=%s No longer: %s", subject, before);
            }
        } else if (!remark.get().equals(standing.put(subject, remark.get()))) {
            LOG.warnf("event=remark subject=%s %s", subject, remark.get());
        }
    }

    /** Whether there is nothing to look at. */
    public boolean none() {
        return standing.isEmpty();
    }

    /** What stands now, each with its subject; of many, the first few. */
    public String text() {
        return standing.entrySet().stream()
                .limit(MOST_SHOWN)
                .map(it -> it.getKey() + ": " + it.getValue())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }
}
