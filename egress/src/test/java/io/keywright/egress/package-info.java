/** The way out, against servers that do what they should not. */
@NullMarked
package io.keywright.egress;

import org.jspecify.annotations.NullMarked;
