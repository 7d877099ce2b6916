package io.keywright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUuidTest {

    @Test
    void comesBackAsItWent() {
        UUID uuid = UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"); // RFC 9562, appendix A.6

        assertThat(CanonicalUuid.parse(uuid.toString())).isEqualTo(uuid);
        assertThat(CanonicalUuid.find(uuid.toString())).contains(uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "017F22E2-79b0-7cc3-98c4-dc0c0c07398f",
                "017f22e279b07cc398c4dc0c0c07398f",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398\u0661",
                "\uff1017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "+17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
                " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n"
            })
    void noOtherFormIsTaken(String text) {
        assertThat(CanonicalUuid.find(text)).isEmpty();
        assertThatThrownBy(() -> CanonicalUuid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
