/** Services that a person has written down, and as whom they are called. */
@NullMarked
package io.keywright.cli.profile;

import org.jspecify.annotations.NullMarked;
