package io.keywright.server.identity.forwarded;

import io.keywright.core.network.Network;
import java.util.List;
import java.util.Set;

/**
 * Which proxies may say whom they serve, and where they say it.
 *
 * @param addresses where they connect from
 * @param subjects whom their own certificates name: SPIFFE ids, or subjects as RFC 2253 writes them; none, no proxies
 */
public record ProxyRules(List<Network> addresses, Set<String> subjects, ForwardingHeader header) {

    public ProxyRules {
        addresses = List.copyOf(addresses);
        subjects = Set.copyOf(subjects);
    }
}
