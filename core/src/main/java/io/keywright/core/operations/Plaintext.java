package io.keywright.core.operations;

/**
 * What is to be encrypted. Cannot print itself.
 *
 * @param aad additional authenticated data, possibly empty; decryption needs the same
 */
public record Plaintext(byte[] bytes, byte[] aad) {

    @Override
    public String toString() {
        return "Plaintext[" + bytes.length + " bytes]";
    }
}
