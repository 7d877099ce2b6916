package io.keywright.model;

/**
 * Which row.
 *
 * @param id a UUID or a tenant's id, as {@link RowKind#ofTenant} says
 */
public record RowName(RowKind kind, String id) {

    /** As operators read it, such as {@code key 01970000-0000-7000-8000-000000000000}. */
    @Override
    public String toString() {
        return kind.wireName() + " " + id;
    }
}
