package io.keywright.core.backup;

import io.keywright.core.crypto.SecretBytes;
import java.util.Set;

/**
 * A file that a node needs beside its store, where shares open the backup: the local provider's key, or its salt.
 *
 * @param name {@link #ROOT_KEY} or {@link #ROOT_KEY_SALT}, whatever it is called on the node
 */
public record NodeFile(String name, SecretBytes content) {

    public static final String ROOT_KEY = "root.key";
    public static final String ROOT_KEY_SALT = "root.key.salt";

    /** The most bytes. */
    static final int LONGEST = 1 << 12;

    private static final Set<String> NAMES = Set.of(ROOT_KEY, ROOT_KEY_SALT);

    public NodeFile {
        if (!NAMES.contains(name) || content.size() > LONGEST) {
            throw new IllegalArgumentException("no such file is kept in a backup");
        }
    }
}
