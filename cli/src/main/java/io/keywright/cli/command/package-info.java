/** What commands have in common, so that each says only what is its own. */
@NullMarked
package io.keywright.cli.command;

import org.jspecify.annotations.NullMarked;
