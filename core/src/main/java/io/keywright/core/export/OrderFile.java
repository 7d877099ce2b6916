package io.keywright.core.export;

import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** An order as members of the file that tells of its export. */
final class OrderFile {

    private static final String BEGUN = "begun";
    private static final String SUBJECT = "caller_subject";
    private static final String MODULE = "caller_module";
    private static final String PERSON = "caller_person";
    private static final String TENANT = "caller_tenant";
    private static final String ENVIRONMENT = "caller_environment";
    private static final String PLANE = "caller_plane";

    private OrderFile() {}

    static void write(Order order, Properties file) {
        Caller caller = order.caller();
        file.setProperty(BEGUN, Integer.toString(order.begun()));
        file.setProperty(SUBJECT, caller.subject());
        file.setProperty(MODULE, caller.module());
        if (caller.person() != null) {
            file.setProperty(PERSON, caller.person());
        }
        Scope scope = caller.scope();
        if (scope != null) {
            file.setProperty(TENANT, scope.tenantId());
            file.setProperty(ENVIRONMENT, scope.environment().wireName());
            file.setProperty(PLANE, scope.plane().wireName());
        }
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
                                scope(file),
                                ExportFile.text(file, MODULE),
                                file.getProperty(PERSON)),
                        Integer.parseInt(begun)));
    }

    private static @Nullable Scope scope(Properties file) {
        String tenant = file.getProperty(TENANT);
        return tenant == null
                ? null
                : new Scope(
                        tenant,
                        WireName.parse(Environment.class, ExportFile.text(file, ENVIRONMENT)),
                        WireName.parse(Plane.class, ExportFile.text(file, PLANE)));
    }
}
