package io.keywright.core.compliance;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Severity;
import io.keywright.model.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads open findings, which are written through the journal. Calls may block. */
public interface FindingStore {

    /**
     * Narrows a listing; a null or empty member does not narrow.
     *
     * @param reach where; what is about a whole tenant is within each reach of it
     */
    record Filter(
            Optional<Reach> reach,
            @Nullable ComplianceCheck check,
            @Nullable Severity severity,
            @Nullable SubjectType subjectType) {

        /** Nothing is left out. */
        public static final Filter ALL = new Filter(Optional.empty(), null, null, null);

        /** All about subjects of a kind. */
        public static Filter about(SubjectType type) {
            return new Filter(Optional.empty(), null, null, type);
        }
    }

    /** Which of these findings are open. */
    Set<UUID> open(Collection<UUID> ids) throws StoreException;

    /**
     * Open findings, in the order of their ids.
     *
     * @param after the last of the page before; null to start
     */
    List<ComplianceFinding> findings(Filter filter, @Nullable UUID after, int limit) throws StoreException;

    /** How many are open, by check; nothing for a check without any. */
    Map<ComplianceCheck, Long> counts() throws StoreException;
}
