package io.keywright.core.operations;

import io.keywright.core.crypto.Encrypted;

/**
 * What is to be decrypted.
 *
 * @param aad additional authenticated data, the same as at encryption
 */
public record Ciphertext(Encrypted encrypted, byte[] aad) {}
