@NullMarked
package io.keywright.cli.file;

import org.jspecify.annotations.NullMarked;
