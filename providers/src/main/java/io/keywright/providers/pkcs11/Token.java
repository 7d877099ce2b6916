package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;

/**
 * The token that a provider uses. Whatever loses its sessions, be it a cable, a daemon, or somebody in this process who logs
 * out, closes them or finalizes the library, is mended by opening it again, once for all calls that wait for it. Only for
 * the threads of {@link NativeThreads}, as calls may block past their deadline. Safe from any of them.
 */
final class Token {

    /** A call that loses its sessions that often is out of luck. */
    private static final int MOST_CONNECTIONS = 12;

    private final String provider;
    private final Connections connections;

    Token(String provider, Connections connections) {
        this.provider = provider;
        this.connections = connections;
    }

    /** One way to use a connection. */
    @FunctionalInterface
    private interface Way<T> {
        T through(Connection connection) throws CryptokiException, RootProviderException;
    }

    /** Uses a session for reading; {@code use} may run again after it failed. */
    <T> T use(Deadline deadline, Connection.Use<T> use) throws RootProviderException {
        return through(deadline, connection -> connection.use(use));
    }

    /** Uses a session that can make and destroy objects; {@code use} may run again after it failed. */
    <T> T change(Deadline deadline, Connection.Use<T> use) throws RootProviderException {
        return through(deadline, connection -> connection.change(use));
    }

    private <T> T through(Deadline deadline, Way<T> way) throws RootProviderException {
        Connection connection = connections.current(deadline);
        for (int tried = 1; ; tried++) {
            try {
                return way.through(connection);
            } catch (CryptokiException e) {
                if (!Verdict.of(e).recovery().connects() || tried == MOST_CONNECTIONS) {
                    throw Verdict.exception(provider, e);
                }
                requireTime(deadline, e);
                connection = connections.after(connection, deadline);
            }
        }
    }

    private void requireTime(Deadline deadline, CryptokiException e) throws RootProviderException {
        if (deadline.passed()) {
            throw new RootProviderException(
                    Reason.UNREACHABLE, "The token of the root provider " + provider + " did not answer in time.", e);
        }
    }

    void close() {
        connections.close();
    }
}
