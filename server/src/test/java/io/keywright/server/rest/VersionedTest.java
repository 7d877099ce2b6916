package io.keywright.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.KeywrightException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionedTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "*", " * ", "\"b\", \"a\"", "\"b\",\"a\"", "W/\"a\", \"a\"", "\"a\",", ", \"a\""})
    void aChangeStartsFromAVersionThatIsListed(String ifMatch) {
        assertThat(Versioned.base(ifMatch).test("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"", "\"\"", "W/\"a\"", "\"b\", \"c\""})
    void aChangeStartsFromNoOther(String ifMatch) {
        assertThat(Versioned.base(ifMatch).test("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"a", "a\"", "w/\"a\"", "\"a\" \"b\"", "*, \"a\"", "\"a\"b"})
    void whatIsNoListOfTagsIsSaidToBeNone(String ifMatch) {
        assertThatThrownBy(() -> Versioned.base(ifMatch))
                .isInstanceOf(KeywrightException.class)
                .hasMessageContaining("If-Match");
    }
}
