package io.keywright.server.lifetime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import io.keywright.server.observability.Remarks;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says in log and health if the virtual machine was started without what ends it when it is out of memory. Such a service may
 * go on without the thread that had no memory, and nobody knows what that left half done.
 */
@Singleton
class OutOfMemoryFlag {

    private static final String SUBJECT = "jvm";
    private static final String MISSING =
            "started without -XX:+ExitOnOutOfMemoryError: out of memory it may hang instead of ending; start it by"
                    + " bin/keywright, or add the flag";

    private final Remarks remarks;

    OutOfMemoryFlag(Remarks remarks) {
        this.remarks = remarks;
    }

    void serves(@ObservesAsync HttpsServerStart event) {
        remarks.say(SUBJECT, isSet() ? Optional.empty() : Optional.of(MISSING));
    }

    private static boolean isSet() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return machine != null
                && Stream.of("ExitOnOutOfMemoryError", "CrashOnOutOfMemoryError")
                        .map(machine::getVMOption)
                        .map(VMOption::getValue)
                        .anyMatch(Boolean::parseBoolean);
    }
}
