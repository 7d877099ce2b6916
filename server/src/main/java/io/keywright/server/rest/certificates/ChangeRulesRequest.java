package io.keywright.server.rest.certificates;

import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** What an authority is to issue from now on. */
record ChangeRulesRequest(
        @Required IssuingRulesBody rules, @Nullable String approvalToken) implements Approvable {}
