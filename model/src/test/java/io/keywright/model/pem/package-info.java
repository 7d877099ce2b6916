/** PEM as tools and editors write it. */
@NullMarked
package io.keywright.model.pem;

import org.jspecify.annotations.NullMarked;
