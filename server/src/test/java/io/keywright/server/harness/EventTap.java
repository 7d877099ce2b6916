package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The reader's end of an event stream. */
public final class EventTap implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * An event as it was sent.
     *
     * @param id null if it has none of its own
     */
    public record Message(@Nullable String id, String event, JsonNode data) {

        /** A member of the payload, as text. */
        public String payload(String member) {
            return data.path("payload").path(member).asText();
        }
    }

    private final InputStream body;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);

    private EventTap(InputStream body) {
        this.body = body;
    }

    static EventTap open(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        answer.statusCode() + " " + new String(answer.body().readAllBytes(), UTF_8));
            }
            return new EventTap(answer.body());
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to read; without that, the sender has to wait. */
    public EventTap reading() {
        reader.start();
        return this;
    }

    /** The next event, which must come soon. */
    public Message next() {
        try {
            Message next = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("no event within " + PATIENCE);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many events. */
    public List<Message> next(int count) {
        List<Message> next = new ArrayList<>();
        while (next.size() < count) {
            next.add(next());
        }
        return next;
    }

    /** Whether nothing comes for a while. */
    public boolean silent(Duration time) throws InterruptedException {
        return messages.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    /** Whether the sender ends the stream in time. */
    public boolean ends(Duration time) throws InterruptedException {
        return reader.join(time);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            String id = null;
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    messages.add(new Message(id, event, JSON.readTree(line.substring(6))));
                } else if (line.isEmpty()) {
                    id = null;
                }
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            // The stream was cut, which is an end, too.
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // It is closed.
        }
    }
}
