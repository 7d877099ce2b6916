/** What rotates by itself, and what came of it. */
@NullMarked
package io.keywright.cli.rotation;

import org.jspecify.annotations.NullMarked;
