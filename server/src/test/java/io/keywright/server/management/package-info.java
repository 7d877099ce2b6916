/** What strangers are told of a process, and how its port bears them. */
@NullMarked
package io.keywright.server.management;

import org.jspecify.annotations.NullMarked;
