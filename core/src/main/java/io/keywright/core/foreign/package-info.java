/** Key material that was made elsewhere: how it travels, how it is read, and what is refused of it. */
@NullMarked
package io.keywright.core.foreign;

import org.jspecify.annotations.NullMarked;
