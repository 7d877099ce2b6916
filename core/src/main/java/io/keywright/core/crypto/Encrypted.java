package io.keywright.core.crypto;

/**
 * What encryption makes; any RFC 5116 library opens it.
 *
 * @param iv 12 bytes, made by the engine
 * @param ciphertext as long as the plaintext, and the tag of 16 bytes appended
 */
public record Encrypted(byte[] iv, byte[] ciphertext) {}
