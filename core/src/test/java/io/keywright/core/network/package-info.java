/** Addresses of other machines. */
@NullMarked
package io.keywright.core.network;

import org.jspecify.annotations.NullMarked;
