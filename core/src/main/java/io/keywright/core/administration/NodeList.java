package io.keywright.core.administration;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Nodes;
import io.keywright.model.Caller;
import java.util.List;

/** Which nodes an installation has, for those who run it. Calls may block. */
public record NodeList(TenantCatalogue catalogue, Nodes nodes) {

    /** All that there are, and those that have gone within a day. For platform admins. */
    public List<Nodes.Standing> list(Caller caller) {
        catalogue.requireAdmin(caller);
        try {
            return nodes.list();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
