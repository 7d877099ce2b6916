/** The service, put together. */
@NullMarked
package io.keywright.server;

import org.jspecify.annotations.NullMarked;
