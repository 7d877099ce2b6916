package io.keywright.server.observability.tracing;

import io.keywright.core.events.EventSink;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.model.Event;
import java.util.List;

/** Traces what is delivered to a sink, each delivery as a trace of its own. */
public record TracedEventSink(EventSink sink, Tracing tracing) implements EventSink {

    @Override
    public int atOnce() {
        return sink.atOnce();
    }

    @Override
    public Outcome deliver(List<Event> events) throws InterruptedException {
        Span span = tracing.begins("deliver").set("keywright.event.count", events.size());
        try {
            return Spans.within(span, () -> sink.deliver(events));
        } finally {
            span.end();
        }
    }

    @Override
    public Trial trial(Event event) throws InterruptedException {
        return sink.trial(event);
    }

    @Override
    public void close() {
        sink.close();
    }
}
