/** What the monitor of compliance finds. */
@NullMarked
package io.keywright.server.compliance;

import org.jspecify.annotations.NullMarked;
