package io.keywright.cli.kms;

import io.keywright.model.KeyReference;
import io.keywright.verifier.terminal.CommandFailed;

/** Where the key that a person names is at the service. */
public final class KeyPath {

    private KeyPath() {}

    /**
     * The path of {@code key}.
     *
     * @throws CommandFailed if it is no key's name
     */
    public static String of(String key) {
        return "keys/" + reference(key);
    }

    /**
     * The name as requests carry it.
     *
     * @throws CommandFailed if it is none
     */
    public static String reference(String key) {
        try {
            return KeyReference.parse(key).toString();
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("KEY " + e.getMessage() + ".");
        }
    }
}
