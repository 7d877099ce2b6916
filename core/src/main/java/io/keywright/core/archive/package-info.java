/** Keeps sealed parts of the ledger outside the database, where nobody can change them, and reads them back. */
@NullMarked
package io.keywright.core.archive;

import org.jspecify.annotations.NullMarked;
