/** Segments as objects in a bucket that speaks S3 and locks them. */
@NullMarked
package io.keywright.archive.s3;

import org.jspecify.annotations.NullMarked;
