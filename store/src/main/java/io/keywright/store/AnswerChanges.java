package io.keywright.store;

import io.keywright.model.KeptAnswer;
import java.sql.SQLException;
import java.util.HexFormat;

/** Writes what changing calls were answered. */
final class AnswerChanges {

    private static final String KEEP = """
            INSERT INTO kept_answers (id, caller, fingerprint, kept_at, expires_at, root_version, answer)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";
    private static final String COUNT_ONE = """
            INSERT INTO kept_answer_counts (caller, answers) VALUES (?, 1)
            ON CONFLICT (caller) DO UPDATE SET answers = kept_answer_counts.answers + 1
            WHERE kept_answer_counts.answers < ?""";
    private static final String FORGET = "DELETE FROM kept_answers WHERE id = ?";
    private static final String FORGET_EXPIRED = "DELETE FROM kept_answers WHERE id = ? AND expires_at <= ?";
    private static final String COUNT_FEWER = "UPDATE kept_answer_counts SET answers = answers - ? WHERE caller = ?";
    private static final String COUNT_NO_MORE = "DELETE FROM kept_answer_counts WHERE caller = ? AND answers <= 0";

    private final Session session;

    AnswerChanges(Session session) {
        this.session = session;
    }

    /** Keeps an answer, unless there is one for its request, or its caller has {@code most}. */
    boolean keep(KeptAnswer answer, int most) throws SQLException {
        makeRoom(answer);
        if (!insert(answer)) {
            return false;
        }
        if (session.update(COUNT_ONE, bytes(answer.request().caller()), most) == 0) {
            session.update(FORGET, bytes(answer.request().id()));
            return false;
        }
        return true;
    }

    /** Whether the sweep has come by must not matter. */
    private void makeRoom(KeptAnswer answer) throws SQLException {
        int removed = session.update(
                FORGET_EXPIRED, bytes(answer.request().id()), answer.keptAt().toEpochMilli());
        if (removed > 0) {
            countFewer(session, bytes(answer.request().caller()), removed);
        }
    }

    private boolean insert(KeptAnswer answer) throws SQLException {
        return session.update(
                        KEEP,
                        bytes(answer.request().id()),
                        bytes(answer.request().caller()),
                        bytes(answer.request().fingerprint()),
                        answer.keptAt().toEpochMilli(),
                        answer.expiresAt().toEpochMilli(),
                        answer.rootVersion().isEmpty()
                                ? null
                                : answer.rootVersion().getAsInt(),
                        answer.answer())
                == 1;
    }

    /** Keeps it no more, because what it tells of did not happen. */
    void forget(KeptAnswer answer) throws SQLException {
        session.update(FORGET, bytes(answer.request().id()));
        countFewer(session, bytes(answer.request().caller()), 1);
    }

    static void countFewer(Session session, byte[] caller, long removed) throws SQLException {
        session.update(COUNT_FEWER, removed, caller);
        session.update(COUNT_NO_MORE, caller);
    }

    /** A digest as it is stored. */
    static byte[] bytes(String digest) {
        return HexFormat.of().parseHex(digest);
    }
}
