/** Exports of evidence over HTTP. */
@NullMarked
package io.keywright.server.rest.evidence;

import org.jspecify.annotations.NullMarked;
