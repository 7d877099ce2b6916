package io.keywright.core.root;

import io.keywright.model.ProviderKeyReference;
import java.util.Optional;
import java.util.Set;

/**
 * The port to something that holds keys and wraps others under them: a file, a token, a cloud's key service. The operator
 * gives each a name, and there may be several of a kind. An adapter retries nothing, keeps nothing of what it answered, and
 * reads no credentials but those that it was given. Safe from any thread.
 */
public interface RootProvider {

    /** The operator's name for it, which metrics, health and stored wraps give: {@code [a-z][a-z0-9_-]*}. */
    String name();

    /** What its keys can do beyond wrapping and unwrapping. */
    Set<Capability> capabilities();

    /**
     * One of its keys. Reaches for nothing yet.
     *
     * @throws RootProviderException KEY_NOT_FOUND if {@code reference} cannot name a key of this provider
     */
    ProviderKey open(ProviderKeyReference reference) throws RootProviderException;

    /** The key pairs that it makes and uses inside; empty if it only wraps. */
    default Optional<SigningKeys> signingKeys() {
        return Optional.empty();
    }
}
