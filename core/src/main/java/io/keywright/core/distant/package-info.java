/** Keys whose private keys live inside a provider: made there, used there, and erased there. */
@NullMarked
package io.keywright.core.distant;

import org.jspecify.annotations.NullMarked;
