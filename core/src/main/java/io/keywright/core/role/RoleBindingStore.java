package io.keywright.core.role;

import io.keywright.core.journal.StoreException;
import io.keywright.model.RoleBinding;
import java.util.List;

/** Reads the bindings of roles. Calls may block. */
public interface RoleBindingStore {

    /** All of them, oldest first. */
    List<RoleBinding> roleBindings() throws StoreException;
}
