package io.keywright.providers.aws;

/**
 * One call at AWS, as its faults tell of it.
 *
 * @param provider the operator's name for the provider
 * @param target the key, role or file that it is about
 */
record AwsCall(String provider, AwsOperation operation, String target) {}
