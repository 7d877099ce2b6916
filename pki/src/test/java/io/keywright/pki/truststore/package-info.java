@NullMarked
package io.keywright.pki.truststore;

import org.jspecify.annotations.NullMarked;
