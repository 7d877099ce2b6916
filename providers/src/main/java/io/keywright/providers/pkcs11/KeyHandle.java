package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.providers.pkcs11.Connection.Session;
import io.keywright.providers.pkcs11.Verdict.Recovery;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;

/** A key of a token, used by the handle at which it was found last time, or found anew if it is not there any more. */
record KeyHandle(KeyKind kind, KeyName name) {

    private static final int MOST_SEARCHES = 3;

    /** What is done with a handle. */
    @FunctionalInterface
    interface Use<T> {
        T with(long handle) throws CryptokiException, RootProviderException;
    }

    /** @throws RootProviderException as {@link KeySearch#find} says */
    <T> T use(Session session, Use<T> use) throws CryptokiException, RootProviderException {
        for (int search = 1; ; search++) {
            try {
                return use.with(current(session));
            } catch (CryptokiException e) {
                session.found().remove(this);
                if (Verdict.of(e).recovery() != Recovery.FIND_KEY_AGAIN || search == MOST_SEARCHES) {
                    throw e;
                }
                session.cryptoki().requireLogin(session.handle());
            }
        }
    }

    /** The same, found anew at any rate. */
    <T> T useAnew(Session session, Use<T> use) throws CryptokiException, RootProviderException {
        session.found().remove(this);
        return use(session, use);
    }

    private long current(Session session) throws CryptokiException, RootProviderException {
        Long last = session.found().get(this);
        if (last != null) {
            return last;
        }
        long found = KeySearch.find(session, this);
        session.found().put(this, found);
        return found;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
