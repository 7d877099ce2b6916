/** The report of an evidence package as a page. */
@NullMarked
package io.keywright.server.evidence;

import org.jspecify.annotations.NullMarked;
