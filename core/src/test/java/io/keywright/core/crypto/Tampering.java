package io.keywright.core.crypto;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every small change that somebody could make to bytes. */
final class Tampering {

    private Tampering() {}

    /** {@code original} once for each of its bits, with that bit flipped. */
    static Stream<byte[]> everyBitFlip(byte[] original) {
        return IntStream.range(0, original.length * Byte.SIZE).mapToObj(bit -> {
            byte[] flipped = original.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            return flipped;
        });
    }

    /** {@code original} once for each of its bytes, with one bit of that flipped, each time another. */
    static Stream<byte[]> aBitFlipOfEveryByte(byte[] original) {
        return IntStream.range(0, original.length).mapToObj(at -> {
            byte[] flipped = original.clone();
            flipped[at] ^= (byte) (1 << (at % Byte.SIZE));
            return flipped;
        });
    }

    /** {@code original} cut to every shorter length, from 0. */
    static Stream<byte[]> everyTruncation(byte[] original) {
        return IntStream.range(0, original.length).mapToObj(length -> Arrays.copyOf(original, length));
    }
}
