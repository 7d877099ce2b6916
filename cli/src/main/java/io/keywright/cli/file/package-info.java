/** Files that are written whole or not at all. */
@NullMarked
package io.keywright.cli.file;

import org.jspecify.annotations.NullMarked;
