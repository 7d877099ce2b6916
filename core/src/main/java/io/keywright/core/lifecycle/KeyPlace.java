package io.keywright.core.lifecycle;

import io.keywright.model.KeyReference;
import io.keywright.model.Scope;

/** What a key was asked for by: it is held once for each. */
record KeyPlace(Scope scope, KeyReference reference) {}
