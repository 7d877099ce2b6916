package io.keywright.store;

import java.sql.SQLException;

/** Carries an SQLException through an interface that allows none. Never leaves this package. */
final class Unreadable extends RuntimeException {

    private final SQLException reason;

    Unreadable(SQLException reason) {
        super(reason);
        this.reason = reason;
    }

    SQLException reason() {
        return reason;
    }
}
