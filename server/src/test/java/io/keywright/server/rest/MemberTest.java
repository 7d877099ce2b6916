package io.keywright.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is read from members of a body, and what is said of those that cannot be read. */
class MemberTest {

    @Test
    void readsALengthOfTime() {
        assertThat(Member.duration("overlap", "P1D", "P30D")).contains(Duration.ofDays(1));
        assertThat(Member.duration("overlap", null, "P30D")).isEmpty();
    }

    @Test
    void namesTheMemberThatIsMalformedAndSaysWhatWouldDo() {
        assertThatThrownBy(() -> Member.duration("overlap", "a day", "P30D"))
                .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.details()).containsEntry("member", "overlap");
                    assertThat(refusal).hasMessage("overlap must be an ISO 8601 duration, such as P30D.");
                });
    }
}
