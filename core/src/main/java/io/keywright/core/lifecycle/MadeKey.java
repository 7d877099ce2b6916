package io.keywright.core.lifecycle;

import io.keywright.model.KeyMetadata;

/**
 * A key that was just made.
 *
 * @param usable false if its policy allows its maker's module at the most, which has not the role of a key user: nobody
 *     could use it
 */
public record MadeKey(KeyMetadata key, boolean usable) {}
