/** {@code keywright store}: where an installation keeps what it knows. */
@NullMarked
package io.keywright.cli.store;

import org.jspecify.annotations.NullMarked;
