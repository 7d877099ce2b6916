package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.providers.pkcs11.Verdict.Recovery;
import io.keywright.providers.pkcs11.cryptoki.Cryptoki;
import io.keywright.providers.pkcs11.cryptoki.Cryptoki.Access;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.TokenInfo;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A token, logged in, from one opening to the next: its sessions, of which there are as many as calls were under way at
 * once, and the handles of keys found in it. Safe from any thread.
 */
final class Connection {

    private final Cryptoki cryptoki;
    private final TokenInfo token;
    private final Queue<Long> idle = new ConcurrentLinkedQueue<>();
    private final Map<KeyHandle, Long> handles = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile boolean lost;

    private Connection(Cryptoki cryptoki, TokenInfo token) {
        this.cryptoki = cryptoki;
        this.token = token;
    }

    /** Opens a first session in the token and logs in. */
    static Connection open(Cryptoki cryptoki, TokenInfo token, Login login)
            throws CryptokiException, RootProviderException {
        Connection connection = new Connection(cryptoki, token);
        return connection.in(Access.READ_ONLY, session -> {
            login.login(cryptoki, session.handle(), token);
            return connection;
        });
    }

    /** What is done in a session. */
    @FunctionalInterface
    interface Use<T> {
        T with(Session session) throws CryptokiException, RootProviderException;
    }

    /** Uses a session for reading, an idle one if there is any. */
    <T> T use(Use<T> use) throws CryptokiException, RootProviderException {
        return in(Access.READ_ONLY, use);
    }

    /** Uses a session that can make and destroy objects. */
    <T> T change(Use<T> use) throws CryptokiException, RootProviderException {
        return in(Access.READ_WRITE, use);
    }

    /** A session in which anything failed is not used again. */
    private <T> T in(Access access, Use<T> use) throws CryptokiException, RootProviderException {
        Long waiting = access == Access.READ_ONLY ? idle.poll() : null;
        long session = waiting == null ? opened(access) : waiting;
        boolean whole = false;
        try {
            T result = use.with(new Session(cryptoki, token, session, handles));
            whole = true;
            return result;
        } catch (CryptokiException e) {
            throw noted(e);
        } finally {
            if (whole && access == Access.READ_ONLY) {
                giveBack(session);
            } else {
                discard(session);
            }
        }
    }

    private long opened(Access access) throws CryptokiException {
        try {
            return cryptoki.openSession(token.slot(), access);
        } catch (CryptokiException e) {
            throw noted(e);
        }
    }

    private CryptokiException noted(CryptokiException e) {
        if (Verdict.of(e).recovery() == Recovery.OPEN_AGAIN) {
            lost = true;
        }
        return e;
    }

    private void giveBack(long session) {
        idle.add(session);
        if (closed) {
            close();
        }
    }

    /** Leaves what is lost alone: a library that was initialized anew gives the same handles to others. */
    private void discard(long session) {
        if (lost) {
            return;
        }
        try {
            cryptoki.closeSession(session);
        } catch (CryptokiException e) {
            // it is gone already, and with it what was to be closed
        }
    }

    /** Closes all sessions that nobody uses now; the others are closed after use. */
    void close() {
        closed = true;
        for (Long session = idle.poll(); session != null; session = idle.poll()) {
            discard(session);
        }
    }

    /**
     * A session, for one thread during one use.
     *
     * @param handle what the library knows it by
     * @param found where keys were found before
     */
    record Session(Cryptoki cryptoki, TokenInfo token, long handle, Map<KeyHandle, Long> found) {}
}
