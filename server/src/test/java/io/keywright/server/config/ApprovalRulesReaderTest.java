package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.approval.ApprovalRules;
import io.keywright.model.Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovalRulesReaderTest {

    private static ApprovalRules standard(String profile) {
        Map<String, String> set = Map.of("keywright.data", "data", "keywright.profile", profile);
        return ApprovalRulesReader.read(ConfigurationReader.read(set, new Faults()));
    }

    @Test
    void inProductionNobodyAddsATrustAnchorAlone() {
        assertThat(standard("production").required()).contains(Operation.UPDATE_TRUST_ANCHOR);
        assertThat(standard("development").required()).isEmpty();
    }
}
