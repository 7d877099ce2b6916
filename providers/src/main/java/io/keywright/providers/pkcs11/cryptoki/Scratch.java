package io.keywright.providers.pkcs11.cryptoki;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/** Native memory of one call and one thread. May hold secrets: it is filled with zeroes before it is freed. */
final class Scratch implements SegmentAllocator, AutoCloseable {

    private final Arena arena = Arena.ofConfined();
    private final List<MemorySegment> segments = new ArrayList<>();

    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        MemorySegment segment = arena.allocate(byteSize, byteAlignment);
        segments.add(segment);
        return segment;
    }

    /** A copy of {@code bytes}; no address at all if there are none. */
    MemorySegment copyOf(byte[] bytes) {
        if (bytes.length == 0) {
            return MemorySegment.NULL;
        }
        MemorySegment segment = allocate(bytes.length, 1);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, segment, 0, bytes.length);
        return segment;
    }

    @Override
    public void close() {
        segments.forEach(segment -> segment.fill((byte) 0));
        arena.close();
    }
}
