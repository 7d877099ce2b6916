/** What the service rotates by itself. */
@NullMarked
package io.keywright.server.rest.rotation;

import org.jspecify.annotations.NullMarked;
