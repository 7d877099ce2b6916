package io.keywright.core.authority;

import io.keywright.model.Caller;
import io.keywright.model.DnsName;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.Scope;
import io.keywright.pki.issuing.RequestedNames;
import io.keywright.pki.issuing.SpiffeId;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The names that a module gets into its certificate: its SPIFFE id, which comes from who it is and not from what it sends, and
 * the DNS names that it asks for and may have. A name that it may not have refuses the request; none is left out in silence.
 */
record ModuleNames(URI id, List<String> dnsNames) {

    /** @param scope the caller's */
    static ModuleNames of(Caller caller, Scope scope, IssuingRules rules, ModuleRule rule, RequestedNames requested) {
        URI id = SpiffeId.ofTenant(
                        rules.trustDomain(),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        caller.module())
                .uri();
        for (String uri : requested.uris()) {
            if (!uri.equals(id.toString())) {
                throw notAllowed("The only URI that your certificate may have is " + id
                        + ", which it gets anyway; leave others out of the request.");
            }
        }
        List<String> dnsNames = requested.dns().stream()
                .map(name -> allowed(name, rule))
                .distinct()
                .toList();
        for (String name : requested.common()) {
            if (!name.equals(caller.module()) && !dnsNames.contains(name.toLowerCase(Locale.ROOT))) {
                throw notAllowed("The subject of your certificate is CN=" + caller.module()
                        + "; leave other common names out of the request.");
            }
        }
        if (!requested.others().isEmpty()) {
            throw notAllowed("Your certificate may have DNS names and your SPIFFE id, and the subject CN="
                    + caller.module() + "; leave names of other kinds out of the request.");
        }
        return new ModuleNames(id, dnsNames);
    }

    private static String allowed(String name, ModuleRule rule) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!DnsName.isOne(lower)) {
            throw notAllowed(
                    "A DNS name in the request is none that certificates are issued for: whole names in letters,"
                            + " digits and hyphens, without wildcard.");
        }
        if (!rule.allows(lower)) {
            throw notAllowed("Your module may not have the DNS name " + lower
                    + "; leave it out of the request, or ask a key admin to add it to the authority's rules.");
        }
        return lower;
    }

    private static RuntimeException notAllowed(String advice) {
        return AuthorityRefusals.violation("name_not_allowed", advice);
    }
}
