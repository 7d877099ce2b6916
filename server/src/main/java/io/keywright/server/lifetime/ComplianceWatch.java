package io.keywright.server.lifetime;

import io.keywright.core.compliance.Monitor;
import io.keywright.core.compliance.Round;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.work.Supervised;
import io.keywright.model.SubjectType;
import io.keywright.server.config.ComplianceConfig;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.ComplianceMeters;
import io.keywright.server.observability.Remarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks every so often whether everything is as the rules want it; the first time shortly after the start. */
@Singleton
class ComplianceWatch {

    private static final Logger LOG = Logger.getLogger(ComplianceWatch.class);
    private static final String SUBJECT = "keywright.compliance";
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Monitor monitor;
    private final ComplianceMeters meters;
    private final ComplianceConfig config;
    private final Remarks remarks;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ComplianceWatch(Monitor monitor, ComplianceMeters meters, KeywrightConfig config, Remarks remarks, Chores chores) {
        this.monitor = monitor;
        this.meters = meters;
        this.config = config.compliance();
        this.remarks = remarks;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        if (config.enabled()) {
            Duration first = FIRST.compareTo(config.every()) < 0 ? FIRST : config.every();
            watch = Optional.of(chores.repeat("compliance", first, config.every(), this::look, this::leave));
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            monitor.run().ifPresent(this::tell);
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=compliance_not_checked Everything is looked at again later: %s", e);
            remarks.say(SUBJECT, Optional.of("the last look failed, the log says why"));
        }
    }

    /** Another node looks, and says what comes of it. */
    private void leave() {
        remarks.say(SUBJECT, Optional.empty());
    }

    private void tell(Round round) {
        meters.ended(round);
        remarks.say(SUBJECT, remark(round.failed()));
        LOG.infof(
                "event=compliance_checked looked=%d opened=%d resolved=%d failed=%d took_ms=%d",
                round.looked(),
                round.opened(),
                round.resolved(),
                round.failed().size(),
                round.took().toMillis());
    }

    private static Optional<String> remark(List<SubjectType> failed) {
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(failed.stream()
                        .map(SubjectType::wireName)
                        .collect(Collectors.joining(", ", "could not look at ", ", the log says why")));
    }
}
