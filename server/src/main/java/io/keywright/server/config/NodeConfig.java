package io.keywright.server.config;

import java.util.Optional;

/** The {@code keywright.node.*} properties: what the others of an installation are to know of this node. */
public interface NodeConfig {

    /** What this node is called; the name of its host, if not set. No other node may have it. */
    Optional<String> name();

    /** How callers reach this node and no other, such as {@code https://kms-1.example.com:8443}. */
    Optional<String> url();
}
