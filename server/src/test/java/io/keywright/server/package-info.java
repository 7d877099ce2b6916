/** The service, tested from the outside over real HTTPS, and the house rules. */
@NullMarked
package io.keywright.server;

import org.jspecify.annotations.NullMarked;
