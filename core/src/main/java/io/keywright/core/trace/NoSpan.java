package io.keywright.core.trace;

import java.util.List;
import java.util.Optional;

/** The span of what nobody traces. */
enum NoSpan implements Span {
    NONE;

    @Override
    public boolean recorded() {
        return false;
    }

    @Override
    public Span child(String name) {
        return this;
    }

    @Override
    public Span call(String name) {
        return this;
    }

    @Override
    public Span batch(String name, List<Span> others) {
        return this;
    }

    @Override
    public Span named(String name) {
        return this;
    }

    @Override
    public Span set(String attribute, String value) {
        return this;
    }

    @Override
    public Span set(String attribute, long value) {
        return this;
    }

    @Override
    public Span failed(String type) {
        return this;
    }

    @Override
    public void end() {}

    @Override
    public Optional<String> traceId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> traceParent() {
        return Optional.empty();
    }
}
