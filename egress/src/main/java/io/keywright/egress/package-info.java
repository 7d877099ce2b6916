/**
 * The one way out of the service over HTTP: to addresses that are allowed, within limits of time and size, whatever the
 * other side does.
 */
@NullMarked
package io.keywright.egress;

import org.jspecify.annotations.NullMarked;
