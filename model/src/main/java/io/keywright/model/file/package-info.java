/** Files that are whole or not there, whenever the machine stops. */
@NullMarked
package io.keywright.model.file;

import org.jspecify.annotations.NullMarked;
