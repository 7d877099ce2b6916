/** Keys over HTTP: made, shown, rotated and revoked, and the policies of who may use them. */
@NullMarked
package io.keywright.server.rest.keys;

import org.jspecify.annotations.NullMarked;
