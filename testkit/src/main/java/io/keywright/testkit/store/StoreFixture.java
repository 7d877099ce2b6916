package io.keywright.testkit.store;

import java.time.Instant;

/** A store to be tested; each test starts with an empty one. */
public interface StoreFixture {

    /** The open store, the same at each call until it is reopened. */
    StorePorts store() throws Exception;

    /** The store's clock says {@code now} from here on; until then it says {@link io.keywright.testkit.Samples#START}. */
    void setTime(Instant now);

    /** Closes the store and opens it again, as a restart of the process does. */
    void reopen() throws Exception;
}
