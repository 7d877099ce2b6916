package io.keywright.store;

import io.keywright.core.change.InstallationChange.LedgerKeyRotated;
import java.sql.SQLException;

/** Writes which key the ledger has. */
final class LedgerKeyChanges {

    private static final String REPLACE =
            "UPDATE ledger_key SET verifier_key = ?, provider = ?, wrapped = ? WHERE id = 1 AND verifier_key = ?";
    private static final String RETIRE = """
            INSERT INTO retiring_ledger_keys (verifier_key, provider, wrapped, until)
            SELECT verifier_key, provider, wrapped, ? FROM ledger_key WHERE id = 1 AND verifier_key = ?""";

    private final Session session;

    LedgerKeyChanges(Session session) {
        this.session = session;
    }

    boolean rotate(LedgerKeyRotated rotated) throws SQLException {
        String from = rotated.from().toString();
        if (rotated.overlaps()) {
            session.update(RETIRE, rotated.overlapUntil().toEpochMilli(), from);
        }
        return session.update(
                        REPLACE, rotated.to().verifierKey().toString(), rotated.provider(), rotated.wrapped(), from)
                == 1;
    }
}
