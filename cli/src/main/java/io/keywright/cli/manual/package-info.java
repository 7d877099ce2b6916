/** The command told in other forms, all from the one model of it: completion for shells, and pages for man. */
@NullMarked
package io.keywright.cli.manual;

import org.jspecify.annotations.NullMarked;
