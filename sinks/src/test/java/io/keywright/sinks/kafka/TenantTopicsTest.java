package io.keywright.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No tenant reaches the topics of another, whatever their ids have in common. */
class TenantTopicsTest {

    private static final KafkaRules RULES = new KafkaRules("localhost:9092", "keywright.{tenant}.", Map.of());

    private static void refuse(String tenant, String topic) {
        assertThatThrownBy(() -> RULES.check(tenant, topic))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RULES.prefixOf(tenant));
    }

    @Test
    void usualIdsStandAsTheyAre() {
        RULES.check("acme", "keywright.acme.events");
        RULES.check("0d3f-17", "keywright.0d3f-17.a.b");
    }

    @Test
    void aTenantDoesNotReachTopicsOfOneWhoseIdBeginsWithItsOwn() {
        RULES.check("a.b", "keywright.a_2eb.events");
        refuse("a", "keywright.a_2eb.events");
        refuse("a.b", "keywright.a.b.events");
        refuse("a.b.", "keywright.a_2eb.events");
    }

    @Test
    void idsWithCharactersThatTopicsDoNotHaveHaveTopics() {
        RULES.check("org:7", "keywright.org_3a7.events");
    }

    @Test
    void noTwoIdsShareAPrefix() {
        Set<String> prefixes = new HashSet<>();
        for (String id : List.of("a.b", "a_2eb", "a_b", "a:b", "a_3ab", "a-b", "a", "a.", "a_", "a_2e")) {
            assertThat(prefixes).noneMatch(RULES.prefixOf(id)::startsWith);
            assertThat(prefixes).noneMatch(prefix -> prefix.startsWith(RULES.prefixOf(id)));
            prefixes.add(RULES.prefixOf(id));
        }
    }
}
