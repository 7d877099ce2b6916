package io.keywright.core.operations;

/**
 * What is to be decrypted, and encrypted again.
 *
 * @param aad additional authenticated data of the new ciphertext
 */
public record ReEncryptable(Ciphertext ciphertext, byte[] aad) {}
