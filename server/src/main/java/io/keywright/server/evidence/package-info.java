/** The report of an evidence archive as a page. */
@NullMarked
package io.keywright.server.evidence;

import org.jspecify.annotations.NullMarked;
