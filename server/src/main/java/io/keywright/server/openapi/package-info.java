/** The API document: what annotations, records and the hand-written parts say, put together at build time. */
@NullMarked
package io.keywright.server.openapi;

import org.jspecify.annotations.NullMarked;
