package io.keywright.server.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is on the disk with the store, which stops everything when it is full. */
public record DiskMeters(Path data) implements MeterBinder {

    /** A figure of a disk, in bytes. */
    @FunctionalInterface
    private interface Figure {
        long of(FileStore disk) throws IOException;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bytes(registry, "kms.disk.free", "Room for the service on the disk with its data", FileStore::getUsableSpace);
        bytes(registry, "kms.disk.size", "Size of the disk with the service's data", FileStore::getTotalSpace);
    }

    private void bytes(MeterRegistry registry, String name, String description, Figure figure) {
        Gauge.builder(name, data, folder -> read(folder, figure))
                .description(description + "; NaN if it cannot be read")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    private static double read(Path folder, Figure figure) {
        try {
            return figure.of(Files.getFileStore(folder));
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
