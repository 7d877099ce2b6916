package io.keywright.server.rest.operations;

import org.jspecify.annotations.Nullable;

/** Additional authenticated data, which may be left out. */
final class Aad {

    private Aad() {}

    static byte[] of(byte @Nullable [] sent) {
        return sent == null ? new byte[0] : sent;
    }
}
