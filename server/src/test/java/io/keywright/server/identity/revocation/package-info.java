@NullMarked
package io.keywright.server.identity.revocation;

import org.jspecify.annotations.NullMarked;
