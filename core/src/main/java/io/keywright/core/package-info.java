/** What the use cases share. */
@NullMarked
package io.keywright.core;

import org.jspecify.annotations.NullMarked;
