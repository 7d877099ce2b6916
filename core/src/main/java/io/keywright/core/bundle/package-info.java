/** What is handed out of trust: the anchors of a plane as one bundle, and which agents have it. */
@NullMarked
package io.keywright.core.bundle;

import org.jspecify.annotations.NullMarked;
