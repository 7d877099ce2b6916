/** What the log looks like: lines for people or JSON for machines, made of the events that the service tells of. */
@NullMarked
package io.keywright.server.log;

import org.jspecify.annotations.NullMarked;
