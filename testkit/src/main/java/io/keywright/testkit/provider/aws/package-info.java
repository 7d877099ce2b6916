/** AWS KMS and STS as emulators of others show them. */
@NullMarked
package io.keywright.testkit.provider.aws;

import org.jspecify.annotations.NullMarked;
