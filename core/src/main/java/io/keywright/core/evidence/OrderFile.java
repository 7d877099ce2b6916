package io.keywright.core.evidence;

import io.keywright.model.Caller;
import java.util.Optional;
import java.util.Properties;

/** An order as members of the file that tells of its export. */
final class OrderFile {

    private static final String BEGUN = "begun";
    private static final String CALLER = "caller";
    private static final String SUBJECT = "caller_subject";
    private static final String MODULE = "caller_module";
    private static final String PERSON = "caller_person";

    private OrderFile() {}

    static void write(Order order, Properties file) {
        Caller caller = order.caller();
        file.setProperty(BEGUN, Integer.toString(order.begun()));
        file.setProperty(SUBJECT, caller.subject());
        file.setProperty(MODULE, caller.module());
        if (caller.person() != null) {
            file.setProperty(PERSON, caller.person());
        }
        ScopeMembers.write(CALLER, caller.scope(), file);
    }

    /**
     * The order, unless the export is finished.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} writes
     */
    static Optional<Order> read(Properties file) {
        String begun = file.getProperty(BEGUN);
        return begun == null
                ? Optional.empty()
                : Optional.of(new Order(
                        new Caller(
                                ExportFile.text(file, SUBJECT),
                                ScopeMembers.read(CALLER, file),
                                ExportFile.text(file, MODULE),
                                file.getProperty(PERSON),
                                null,
                                null),
                        Integer.parseInt(begun)));
    }
}
