package io.keywright.server.alerts;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of another process of this machine, as memory that fails sees it. */
record ProcessMemory(long pid) {

    private static final Pattern WRITABLE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) rw-p .*");
    private static final int CHUNK = 1 << 20;

    /** Flips a bit of {@code wanted} wherever it lies, and answers in how many places. The process must stand still. */
    int flipIn(byte[] wanted) throws IOException {
        int flipped = 0;
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "rw")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps"))) {
                Matcher region = WRITABLE.matcher(line);
                if (region.matches()) {
                    flipped += flipIn(memory, wanted, address(region.group(1)), address(region.group(2)));
                }
            }
        }
        return flipped;
    }

    private static long address(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }

    private static int flipIn(RandomAccessFile memory, byte[] wanted, long from, long to) throws IOException {
        String pattern = new String(wanted, StandardCharsets.ISO_8859_1);
        int flipped = 0;
        for (long start = from; start < to; start += CHUNK) {
            byte[] chunk = new byte[(int) Math.min(to - start, CHUNK + wanted.length - 1)];
            memory.seek(start);
            memory.readFully(chunk);
            String text = new String(chunk, StandardCharsets.ISO_8859_1);
            for (int at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
                memory.seek(start + at);
                memory.write(chunk[at] ^ 1);
                flipped++;
            }
        }
        return flipped;
    }
}
