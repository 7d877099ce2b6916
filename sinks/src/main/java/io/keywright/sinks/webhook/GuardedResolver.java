package io.keywright.sinks.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up once, and gives its addresses only if all of them are allowed. The connection goes to one of these
 * addresses, not to the name, so that a second answer of the name server leads nowhere.
 */
final class GuardedResolver implements DnsResolver {

    private final PublicAddresses addresses;

    GuardedResolver(PublicAddresses addresses) {
        this.addresses = addresses;
    }

    /** A name that leads to where webhooks may not go. */
    static final class ForbiddenAddress extends UnknownHostException {
        private ForbiddenAddress() {
            super("the name leads to an address that webhooks may not connect to");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        if (!Arrays.stream(found).allMatch(addresses::admit)) {
            throw new ForbiddenAddress();
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
