/** How the process ends: what is under way is answered, what is new goes elsewhere. */
@NullMarked
package io.keywright.server.shutdown;

import org.jspecify.annotations.NullMarked;
