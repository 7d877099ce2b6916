/**
 * The API document: what annotations, records and the hand-written parts say, put together; and what was put together, held
 * against the packaged server and against itself.
 */
@NullMarked
package io.keywright.server.openapi;

import org.jspecify.annotations.NullMarked;
