package io.keywright.server;

import io.keywright.server.config.ArchiveRulesReader;
import io.keywright.server.config.ConfigurationReader;
import io.keywright.server.config.EventRulesReader;
import io.keywright.server.config.ExportRulesReader;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.Profile;
import io.keywright.server.config.LimitsReader;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.SettingsReader;
import io.keywright.server.listen.Endpoint;
import io.keywright.server.listen.TlsFiles;
import java.time.Instant;
import java.util.Map;

/** What is checked before anything is started, so that an operator sees all faults at once. Touches nothing. */
final class Preflight {

    private static final String DATA = "keywright.data";

    private Preflight() {}

    /**
     * Checks what a server would be started with, and answers it.
     *
     * @param given properties above those of the process, which may be many or none
     * @throws Misconfigured naming every fault, if there is one
     */
    static KeywrightConfig check(Map<String, String> given) {
        Faults faults = new Faults();
        KeywrightConfig config = ConfigurationReader.read(given, faults);
        SettingsReader.read(config, faults);
        LimitsReader.read(config.limits(), faults);
        ArchiveRulesReader.read(config.archive(), faults);
        EventRulesReader.check(config.events(), faults);
        ExportRulesReader.read(config.evidence(), faults);
        if (!faults.concern(DATA)) {
            TlsFiles.check(config.tls(), config.profile() == Profile.PRODUCTION, Instant.now(), faults);
        }
        Endpoint.check(config, faults);
        faults.throwIfAny();
        return config;
    }
}
