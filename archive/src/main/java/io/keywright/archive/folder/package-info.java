/** Segments as files in a folder. */
@NullMarked
package io.keywright.archive.folder;

import org.jspecify.annotations.NullMarked;
