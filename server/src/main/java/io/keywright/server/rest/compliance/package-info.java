/** What is not as the rules want it. */
@NullMarked
package io.keywright.server.rest.compliance;

import org.jspecify.annotations.NullMarked;
