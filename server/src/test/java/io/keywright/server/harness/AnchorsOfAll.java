package io.keywright.server.harness;

/** What the platform trusts for all tenants. Whoever changes it in a test is alone with it, since every tenant's events tell. */
public final class AnchorsOfAll {

    /** To be held for reading by tests that count on what a tenant is told. */
    public static final String LOCK = "anchors of all";

    private AnchorsOfAll() {}
}
