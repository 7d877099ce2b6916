package io.keywright.cli.authorities;

import io.keywright.model.CanonicalUuid;
import io.keywright.verifier.terminal.CommandFailed;

/** Where an authority is at the service. */
final class AuthorityPath {

    private AuthorityPath() {}

    /** @throws CommandFailed if {@code authority} is no id */
    static String of(String authority) {
        try {
            return "authorities/" + CanonicalUuid.parse(authority);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("AUTHORITY " + e.getMessage() + ".");
        }
    }
}
