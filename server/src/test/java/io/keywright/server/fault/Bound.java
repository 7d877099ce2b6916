package io.keywright.server.fault;

import io.keywright.server.harness.Launch;

/** A server that file permissions bind, also where the tests run as root. */
final class Bound {

    private Bound() {}

    static Launch by(Launch launch) {
        boolean root = System.getProperty("user.name").equals("root");
        return root ? launch.within("setpriv", "--bounding-set=-dac_override,-dac_read_search") : launch;
    }
}
