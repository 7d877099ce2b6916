package io.keywright.model;

/** The part of the estate that a key serves; keys never cross planes. */
public enum Plane implements WireName {
    LAPTOP("laptop"),
    TENANT("tenant"),
    PRODUCT("product"),
    SHARED("shared");

    private final String wireName;

    Plane(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
