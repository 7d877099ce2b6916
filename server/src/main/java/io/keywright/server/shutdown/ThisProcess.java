package io.keywright.server.shutdown;

import io.quarkus.runtime.Quarkus;

/** The process that this runs in. */
final class ThisProcess implements GracefulEnd.Ending {

    @Override
    public void exit(int code) {
        Quarkus.asyncExit(code);
    }

    @Override
    public void halt(int code) {
        Runtime.getRuntime().halt(code);
    }
}
