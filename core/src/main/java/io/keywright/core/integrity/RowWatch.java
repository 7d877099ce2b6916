package io.keywright.core.integrity;

import io.keywright.model.RowName;

/** Is told when a row is not as this service left it. Must neither wait nor fail. */
public interface RowWatch {

    /**
     * A row was refused.
     *
     * @param why a clause such as {@code it has no tag}, nothing secret
     */
    void contradicted(RowName row, String why);

    /** Rows from before there were tags are vouched for from now on, as they were found. */
    void tagged(int rows);
}
