/** C2SP signed notes, the keys that sign them, and what is made of them: a log's checkpoint, and the proof of a leaf. */
@NullMarked
package io.keywright.ledger.note;

import org.jspecify.annotations.NullMarked;
