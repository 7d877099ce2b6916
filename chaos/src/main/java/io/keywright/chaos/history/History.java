package io.keywright.chaos.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that callers saw and what befell the cluster, in the order of their ends. */
public record History(List<Operation> operations, List<Incident> incidents) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAULT = "{\"fault\"";

    public History {
        operations = List.copyOf(operations);
        incidents = List.copyOf(incidents);
    }

    /** Reads what a {@link Writer} wrote. */
    public static History read(Path file) throws IOException {
        List<Operation> operations = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(FAULT)) {
                incidents.add(JSON.readValue(line, Incident.class));
            } else {
                operations.add(JSON.readValue(line, Operation.class));
            }
        }
        return new History(operations, incidents);
    }

    /** Writes down what happens, a line of JSON each. Thread-safe. */
    public static final class Writer implements AutoCloseable {

        private final BufferedWriter file;

        public Writer(Path file) throws IOException {
            this.file = Files.newBufferedWriter(file, UTF_8);
        }

        /** Adds an operation or an incident. */
        public synchronized void add(Record happened) {
            try {
                file.write(JSON.writeValueAsString(happened));
                file.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized void close() throws IOException {
            file.close();
        }
    }
}
