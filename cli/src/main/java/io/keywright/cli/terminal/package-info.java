/** Output for a person. */
@NullMarked
package io.keywright.cli.terminal;

import org.jspecify.annotations.NullMarked;
