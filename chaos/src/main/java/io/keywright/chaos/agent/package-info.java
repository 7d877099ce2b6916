/** How code of ours gets into a server that is under test. */
@NullMarked
package io.keywright.chaos.agent;

import org.jspecify.annotations.NullMarked;
