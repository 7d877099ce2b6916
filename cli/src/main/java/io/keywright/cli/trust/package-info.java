/** The command's part in trust: anchors, and the bundles that they are handed out in. */
@NullMarked
package io.keywright.cli.trust;

import org.jspecify.annotations.NullMarked;
