package io.keywright.server.evidence;

import io.keywright.core.evidence.ExportNews;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logs what goes wrong when nodes tell each other of exports. */
public final class LoggedNews implements ExportNews.Faults {

    private static final Logger LOG = Logger.getLogger(LoggedNews.class);

    @Override
    public void notTold(UUID exportId, Throwable cause) {
        LOG.warnf(
                "event=evidence_export_not_told export_id=%s Other nodes are told later how it stands: %s",
                exportId, cause);
    }

    @Override
    public void unreadable(UUID exportId, Throwable cause) {
        LOG.warnf(
                "event=evidence_export_unreadable export_id=%s What another node told of it does not count: %s",
                exportId, cause);
    }
}
