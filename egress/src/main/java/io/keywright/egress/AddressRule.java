package io.keywright.egress;

import java.net.InetAddress;

/** Says which addresses may be connected to. Thread-safe. */
@FunctionalInterface
public interface AddressRule {

    /** Allows every address: for URLs that the operator configures, which may well lie on private networks. */
    AddressRule ANY = address -> true;

    boolean admits(InetAddress address);
}
