/** The key that opens backups where no root provider is left, kept in shares by several people. */
@NullMarked
package io.keywright.core.backup.recovery;

import org.jspecify.annotations.NullMarked;
