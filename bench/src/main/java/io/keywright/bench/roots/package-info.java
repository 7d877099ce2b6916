/** What roots under a distant provider cost those who use keys. */
@NullMarked
package io.keywright.bench.roots;

import org.jspecify.annotations.NullMarked;
