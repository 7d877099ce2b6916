@NullMarked
package io.keywright.server.publication;

import org.jspecify.annotations.NullMarked;
