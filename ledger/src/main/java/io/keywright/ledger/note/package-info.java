/** C2SP signed notes, the keys that sign them, and the checkpoint of a log as a note. */
@NullMarked
package io.keywright.ledger.note;

import org.jspecify.annotations.NullMarked;
