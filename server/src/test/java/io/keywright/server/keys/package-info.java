/** What keys rest on, without HTTP: roots, caches, computations. */
@NullMarked
package io.keywright.server.keys;

import org.jspecify.annotations.NullMarked;
