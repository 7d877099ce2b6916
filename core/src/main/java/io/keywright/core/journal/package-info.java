/** The one door for change. */
@NullMarked
package io.keywright.core.journal;

import org.jspecify.annotations.NullMarked;
