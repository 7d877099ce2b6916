/** Bodies on the wire: strict JSON, and the one spelling of each value in it. */
@NullMarked
package io.keywright.server.rest.json;

import org.jspecify.annotations.NullMarked;
