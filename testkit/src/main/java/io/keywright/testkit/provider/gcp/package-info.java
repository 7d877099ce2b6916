/** Google Cloud KMS as its callers see it. */
@NullMarked
package io.keywright.testkit.provider.gcp;

import org.jspecify.annotations.NullMarked;
