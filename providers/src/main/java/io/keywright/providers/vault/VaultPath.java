package io.keywright.providers.vault;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a key is: the path of a Transit engine, and the key's name in it. Both have no characters but those that stand for
 * themselves in a URL, so that a name can lead nowhere else.
 */
record VaultPath(String mount, String key) {

    /** What Vault takes for the name of a key. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?");

    private static final int MOST = 512;

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether it is names with slashes between them. */
    static boolean isPath(String text) {
        if (text.length() > MOST) {
            return false;
        }
        for (String part : text.split("/", -1)) {
            if (!isName(part)) {
                return false;
            }
        }
        return true;
    }

    /** Reads {@code mount/key}, or {@code key} for a key in {@code usualMount}; empty if it is neither. */
    static Optional<VaultPath> parse(String reference, String usualMount) {
        if (!isPath(reference)) {
            return Optional.empty();
        }
        int slash = reference.lastIndexOf('/');
        return Optional.of(
                slash < 0
                        ? new VaultPath(usualMount, reference)
                        : new VaultPath(reference.substring(0, slash), reference.substring(slash + 1)));
    }

    String encrypt() {
        return mount + "/encrypt/" + key;
    }

    String decrypt() {
        return mount + "/decrypt/" + key;
    }

    String keys() {
        return mount + "/keys/" + key;
    }

    @Override
    public String toString() {
        return mount + "/" + key;
    }
}
