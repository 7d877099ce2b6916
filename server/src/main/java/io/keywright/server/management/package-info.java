/** Tells machines that have no certificate how the process is. */
@NullMarked
package io.keywright.server.management;

import org.jspecify.annotations.NullMarked;
