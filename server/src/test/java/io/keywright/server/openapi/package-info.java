/** The API document, held against the packaged server and against itself. */
@NullMarked
package io.keywright.server.openapi;

import org.jspecify.annotations.NullMarked;
