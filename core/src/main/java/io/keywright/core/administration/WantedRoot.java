package io.keywright.core.administration;

import java.util.List;

/**
 * What a tenant's root is to be wrapped with.
 *
 * @param givesUpOwnKey whether a key that other tenants share may come to open it, where until now only the tenant's own did
 */
public record WantedRoot(List<WantedWrapping> wrappings, boolean givesUpOwnKey) {

    public WantedRoot {
        wrappings = List.copyOf(wrappings);
    }

    /** One that the tenant's own keys alone open, if they alone do now. */
    public static WantedRoot of(List<WantedWrapping> wrappings) {
        return new WantedRoot(wrappings, false);
    }
}
