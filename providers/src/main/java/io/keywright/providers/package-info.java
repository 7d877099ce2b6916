/** What several adapters of root providers use. */
@NullMarked
package io.keywright.providers;

import org.jspecify.annotations.NullMarked;
