/** The development server. */
@NullMarked
package io.keywright.cli.dev;

import org.jspecify.annotations.NullMarked;
