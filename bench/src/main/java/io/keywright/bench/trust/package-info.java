/** How fast certificates are judged. */
@NullMarked
package io.keywright.bench.trust;

import org.jspecify.annotations.NullMarked;
