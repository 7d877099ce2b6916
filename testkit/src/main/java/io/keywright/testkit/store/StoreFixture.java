package io.keywright.testkit.store;

/** A store to be tested; each test starts with an empty one. */
public interface StoreFixture {

    /** The open store, the same at each call until it is reopened. */
    StorePorts store() throws Exception;

    /** Closes the store and opens it again, as a restart of the process does. */
    void reopen() throws Exception;
}
