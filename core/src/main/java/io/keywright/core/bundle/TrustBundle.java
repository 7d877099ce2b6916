package io.keywright.core.bundle;

import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The anchors that are handed out in a plane of a scope: its own, and those of all. Thread-safe. */
public final class TrustBundle {

    private final Scope scope;
    private final Plane plane;
    private final long version;
    private final List<TrustAnchor> anchors;
    private final Map<String, byte[]> forms = new ConcurrentHashMap<>();

    /** @param anchors in the order of their ids */
    public TrustBundle(Scope scope, Plane plane, long version, List<TrustAnchor> anchors) {
        this.scope = scope;
        this.plane = plane;
        this.version = version;
        this.anchors = List.copyOf(anchors);
    }

    public Scope scope() {
        return scope;
    }

    public Plane plane() {
        return plane;
    }

    /**
     * The index of the receipt of the last change of it, so that it only grows and is the same on every node; 0 if there never
     * was one.
     */
    public long version() {
        return version;
    }

    /** In the order of their ids. */
    public List<TrustAnchor> anchors() {
        return anchors;
    }

    /** It in the form of that name, which {@code writer} makes once; not to be changed. */
    public byte[] form(String name, Function<TrustBundle, byte[]> writer) {
        return forms.computeIfAbsent(name, missing -> writer.apply(this));
    }
}
