/** Keys of Google Cloud KMS, through Google's own client over HTTP and JSON. */
@NullMarked
package io.keywright.providers.gcp;

import org.jspecify.annotations.NullMarked;
