package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.Connection.Session;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds keys in a token, and takes only those that are as they must be. Who is not logged in sees none, so that a key is
 * missing only if it cannot be seen twice with a login in between: somebody may log out, and another call in again.
 */
final class KeySearch {

    private static final int ENOUGH_TO_BE_AMBIGUOUS = 2;

    private KeySearch() {}

    /**
     * The handle of the one key of that kind and name.
     *
     * @throws RootProviderException KEY_NOT_FOUND if there is none; WRONG_KEY_TYPE if there are several, or it breaks a
     *     {@link KeyRule}
     * @throws CryptokiException CKR_USER_NOT_LOGGED_IN if somebody has logged out, so that no key can be seen
     */
    static long find(Session session, KeyHandle key) throws CryptokiException, RootProviderException {
        List<Long> found = all(session, key);
        if (found.isEmpty()) {
            throw missing(session, key);
        }
        if (found.size() > 1) {
            throw wrong(session, key, "is not the only one. Name it by id=… or give it a label of its own");
        }
        requireRules(session, key, found.getFirst());
        return found.getFirst();
    }

    /** The handles of all keys of that kind and name, or enough of them to know that there are several. */
    static List<Long> all(Session session, KeyHandle key) throws CryptokiException {
        List<Long> found = visible(session, key);
        if (found.isEmpty()) {
            session.cryptoki().requireLogin(session.handle());
            found = visible(session, key);
        }
        if (found.isEmpty()) {
            session.cryptoki().requireLogin(session.handle());
        }
        return found;
    }

    private static List<Long> visible(Session session, KeyHandle key) throws CryptokiException {
        return session.cryptoki()
                .objects()
                .find(
                        session.handle(),
                        ENOUGH_TO_BE_AMBIGUOUS,
                        key.kind().attribute(),
                        key.name().attribute());
    }

    private static void requireRules(Session session, KeyHandle key, long handle)
            throws CryptokiException, RootProviderException {
        Attributes attributes = session.cryptoki()
                .objects()
                .attributes(session.handle(), handle, key.kind().types());
        List<KeyRule> broken = key.kind().broken(attributes);
        if (!broken.isEmpty()) {
            throw wrong(
                    session,
                    key,
                    "is not safe to use. Make another one in the token with "
                            + broken.stream().map(KeyRule::toString).collect(Collectors.joining(", ")));
        }
    }

    private static RootProviderException missing(Session session, KeyHandle key) throws CryptokiException {
        boolean named = !session.cryptoki()
                .objects()
                .find(session.handle(), 1, key.name().attribute())
                .isEmpty();
        boolean ofAnotherKind = named && visible(session, key).isEmpty();
        return ofAnotherKind
                ? wrong(session, key, "is something else. Name a " + key.kind())
                : new RootProviderException(
                        Reason.KEY_NOT_FOUND,
                        "The token '" + session.token().label() + "' has no " + key
                                + ". Make it there, or put it back from its backup.");
    }

    private static RootProviderException wrong(Session session, KeyHandle key, String fault) {
        return new RootProviderException(
                Reason.WRONG_KEY_TYPE,
                "The " + key + " of the token '" + session.token().label() + "' " + fault + ".");
    }
}
