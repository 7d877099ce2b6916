/** SQLite: the embedded default. One data folder, one file, one process. */
@NullMarked
package io.keywright.store.sqlite;

import org.jspecify.annotations.NullMarked;
