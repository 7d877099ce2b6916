/**
 * Root keys in AWS KMS. Nothing of the AWS SDK is loaded before {@link io.keywright.providers.aws.AwsRootProvider} is made;
 * settings and permissions do without it.
 */
@NullMarked
package io.keywright.providers.aws;

import org.jspecify.annotations.NullMarked;
