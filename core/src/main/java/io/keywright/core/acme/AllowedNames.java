package io.keywright.core.acme;

import io.keywright.model.DnsName;
import io.keywright.model.IssuingRules.ModuleRule;
import java.util.List;
import java.util.Locale;

/** The names that an account orders, as far as the authority's rules let its module have them: all or none. */
final class AllowedNames {

    private static final int MOST = 20;

    private AllowedNames() {}

    /**
     * Each once, in lower case.
     *
     * @param names as they were sent
     */
    static List<String> of(List<String> names, ModuleRule rule) {
        List<String> distinct = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (distinct.isEmpty() || distinct.size() > MOST) {
            throw AcmeRefusals.malformed("Order from 1 to " + MOST + " names at a time.");
        }
        for (String name : distinct) {
            if (name.startsWith("*.")) {
                throw AcmeRefusals.rejectedName(
                        "Wildcards cannot be proved by http-01, the one challenge that there is here; name each server.");
            }
            if (!DnsName.isOne(name)) {
                throw AcmeRefusals.rejectedName("A name is no DNS name in letters, digits and hyphens.");
            }
            if (!rule.allows(name)) {
                throw AcmeRefusals.rejectedName("The module may not have the name " + name
                        + "; ask a key admin to add it to the authority's rules.");
            }
        }
        return distinct;
    }
}
