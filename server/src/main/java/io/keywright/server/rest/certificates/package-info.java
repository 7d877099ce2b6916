/** The internal certificate authorities, and what they issue and revoke. */
@NullMarked
package io.keywright.server.rest.certificates;

import org.jspecify.annotations.NullMarked;
