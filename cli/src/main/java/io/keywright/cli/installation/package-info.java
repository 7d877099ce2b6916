/** Where Keywright was built, and which one it is. */
@NullMarked
package io.keywright.cli.installation;

import org.jspecify.annotations.NullMarked;
