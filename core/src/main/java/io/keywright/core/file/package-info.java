/** Files as this service wants them. */
@NullMarked
package io.keywright.core.file;

import org.jspecify.annotations.NullMarked;
