package io.keywright.model;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for an approval, grants or denies it.
 *
 * @param subject see {@link Caller#subject()}
 * @param person see {@link Caller#person()}
 */
public record Party(String subject, @Nullable String person) {

    public static Party of(Caller caller) {
        return new Party(caller.subject(), caller.person());
    }

    /** Whether both are one: the same identity, or the same person through two of them. */
    public boolean isSameAs(Party other) {
        return subject.equals(other.subject) || (person != null && person.equals(other.person));
    }
}
