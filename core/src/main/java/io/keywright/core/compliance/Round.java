package io.keywright.core.compliance;

import io.keywright.model.SubjectType;
import java.time.Duration;
import java.util.List;

/**
 * What came of one look at everything.
 *
 * @param looked how many subjects were looked at
 * @param opened how many findings are new
 * @param resolved how many are no more
 * @param failed which surveys could not be finished
 */
public record Round(Duration took, long looked, long opened, long resolved, List<SubjectType> failed) {
    public Round {
        failed = List.copyOf(failed);
    }
}
