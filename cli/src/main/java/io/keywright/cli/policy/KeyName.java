package io.keywright.cli.policy;

import io.keywright.model.KeyReference;
import io.keywright.verifier.terminal.CommandFailed;

/** The path of the policy of the key that a person names. */
final class KeyName {

    private KeyName() {}

    /** @throws CommandFailed if {@code key} is no key's name */
    static String policyPath(String key) {
        try {
            return "keys/" + KeyReference.parse(key) + "/policy";
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("KEY " + e.getMessage() + ".");
        }
    }
}
