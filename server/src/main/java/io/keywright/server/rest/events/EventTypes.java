package io.keywright.server.rest.events;

import io.keywright.model.EventType;
import io.keywright.model.WireName;
import io.keywright.server.rest.Query;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events somebody wants. */
final class EventTypes {

    private EventTypes() {}

    /** The types that {@code text} names, separated by commas; empty if there is no text. */
    static Optional<Set<EventType>> of(@Nullable String text) {
        return Optional.ofNullable(text).map(names -> Query.required("types", names, EventTypes::parse));
    }

    private static Set<EventType> parse(String text) {
        EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
        Arrays.stream(text.split(",", -1)).forEach(name -> types.add(WireName.parse(EventType.class, name)));
        return Collections.unmodifiableSet(types);
    }
}
