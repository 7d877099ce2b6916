/** The service: how its process begins, and what keeps it from beginning. */
@NullMarked
package io.keywright.server;

import org.jspecify.annotations.NullMarked;
