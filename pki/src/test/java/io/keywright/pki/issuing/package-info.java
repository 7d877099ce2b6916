@NullMarked
package io.keywright.pki.issuing;

import org.jspecify.annotations.NullMarked;
