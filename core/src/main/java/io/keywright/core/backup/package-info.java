/** Backups: what they are made of, how they are sealed, and how a store is put together again from them. */
@NullMarked
package io.keywright.core.backup;

import org.jspecify.annotations.NullMarked;
