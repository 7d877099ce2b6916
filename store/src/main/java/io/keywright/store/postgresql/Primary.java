package io.keywright.store.postgresql;

import io.keywright.store.postgresql.DatabaseAddress.Host;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one of several servers that takes changes. Safe from any thread. */
final class Primary {

    /** Connects to a host, if that is the primary. */
    @FunctionalInterface
    interface Attempt {
        Connection connect(Host host) throws SQLException;
    }

    /** None of several hosts serves as the primary. */
    static final class Missing extends SQLException {

        private static final String UNABLE_TO_CONNECT = "08001";

        /** What each has answered. */
        private final transient Map<Host, SQLException> failures;

        private Missing(Map<Host, SQLException> failures) {
            super("no host serves as the primary", UNABLE_TO_CONNECT);
            this.failures = failures;
            failures.values().forEach(this::addSuppressed);
        }

        Map<Host, SQLException> failures() {
            return failures;
        }
    }

    private final List<Host> hosts;

    /** Which of the hosts was the primary last: the one to ask first. */
    private volatile int last;

    Primary(List<Host> hosts) {
        this.hosts = hosts;
    }

    /**
     * Tries one host after another.
     *
     * @throws Missing if there are several, and none is the primary
     */
    Connection find(Attempt attempt) throws SQLException {
        Map<Host, SQLException> failures = LinkedHashMap.newLinkedHashMap(hosts.size());
        int first = last;
        for (int i = 0; i < hosts.size(); i++) {
            int next = (first + i) % hosts.size();
            try {
                Connection connection = attempt.connect(hosts.get(next));
                last = next;
                return connection;
            } catch (SQLException e) {
                failures.put(hosts.get(next), e);
            }
        }
        throw hosts.size() == 1 ? failures.get(hosts.getFirst()) : new Missing(failures);
    }
}
