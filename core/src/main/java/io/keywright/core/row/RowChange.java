package io.keywright.core.row;

import io.keywright.model.Row;
import io.keywright.model.RowName;

/** What a change does to one row. */
public sealed interface RowChange {

    RowName name();

    /** The row is like this from then on. */
    record Written(Row row) implements RowChange {

        @Override
        public RowName name() {
            return row.name();
        }
    }

    /** The row is not there any more. */
    record Removed(RowName name) implements RowChange {}
}
