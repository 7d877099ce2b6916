/** Who may do what to which key, and in which state of the key. */
@NullMarked
package io.keywright.core.authorization;

import org.jspecify.annotations.NullMarked;
