/** Bodies by themselves, without a server. */
@NullMarked
package io.keywright.server.rest.json;

import org.jspecify.annotations.NullMarked;
