/** Certificates of authorities in the forms that other tools keep them in; says nothing about whom to trust. */
@NullMarked
package io.keywright.pki.truststore;

import org.jspecify.annotations.NullMarked;
