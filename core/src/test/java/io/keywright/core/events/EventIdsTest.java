package io.keywright.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.EventType;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An event's id is the same however often it is told, and no other event has it. */
class EventIdsTest {

    private static final UUID RECEIPT = UUID.fromString("01a2005d-8104-7000-9c1d-0b2a3948576e");

    @Test
    void anIdFollowsFromReceiptAndTypeAlone() {
        assertThat(EventIds.of(RECEIPT, EventType.KEY_ROTATED)).isEqualTo(EventIds.of(RECEIPT, EventType.KEY_ROTATED));
        assertThat(Arrays.stream(EventType.values()).map(type -> EventIds.of(RECEIPT, type)))
                .doesNotHaveDuplicates()
                .doesNotContain(RECEIPT);
    }

    @Test
    void itIsAUuidOfVersion7AtTheReceiptsTime() {
        UUID id = EventIds.of(RECEIPT, EventType.RECEIPT);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(RECEIPT.getMostSignificantBits() >>> 16);
    }
}
